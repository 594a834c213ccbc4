import { LABELS, Span } from '@plumbline/plugin-odoo-common';
import { Manifest } from '../manifest/manifest';
import { toYaml, toYamlStream } from '../manifest/toYaml';
import { RenderedFile } from '../render/renderEnvironment';
import {
  Closure,
  FreezesInput,
  TenantFreezes,
  closuresAfter,
  closuresOf,
  freezesHeading,
} from './freezes';
import { tenantProject } from './project';

const MINUTE_MS = 60_000;

/** Where the file of a cluster with Argo CD lies. */
export const syncWindowsPath = (cluster: string): string =>
  `clusters/${cluster}/sync-windows.yaml`;

/** Argo CD takes 10 MB of manifests from one folder, and the applications of so many tenants need half of it. */
const MAX_FILES = 6;

/** The portal reads no file above 1 MiB. */
const MAX_BYTES = 900_000;

/** All files that a cluster with Argo CD may have: as many as the projects of its tenants need, the first first. */
export const syncWindowsPaths = (cluster: string): string[] =>
  Array.from({ length: MAX_FILES }, (_, index) =>
    index === 0
      ? syncWindowsPath(cluster)
      : `clusters/${cluster}/sync-windows-${index + 1}.yaml`,
  );

/**
 * `clusters/<cluster>/sync-windows.yaml`: an Argo CD project for each tenant, in which nothing is synced while one of
 * its legal entities closes. The windows are moments in UTC, taken from the closed spans themselves, so they mean
 * exactly what the gate `calendar` means, whatever rules, exceptions and clocks they come from.
 */
export function renderSyncWindows(input: FreezesInput): RenderedFile {
  return {
    path: syncWindowsPath(input.cluster),
    content: toYamlStream(
      input.tenants.map(tenant => project(tenant, input)),
      freezesHeading(input),
    ),
  };
}

/** The same in files that the portal can read; undefined: there is no room for it. */
export function renderSyncWindowsFiles(
  input: FreezesInput,
): RenderedFile[] | undefined {
  const heading = freezesHeading(input);
  const files: { bytes: number; texts: string[] }[] = [];
  for (const tenant of input.tenants) {
    const object = project(tenant, input);
    const text = toYaml(object);
    const bytes = Buffer.byteLength(text);
    const last = files.at(-1);
    if (last && last.bytes + bytes <= MAX_BYTES) {
      last.texts.push(text);
      last.bytes += bytes;
    } else {
      files.push({ bytes, texts: [toYaml(object, heading)] });
    }
  }
  const fits =
    files.length <= MAX_FILES && files.every(({ bytes }) => bytes <= MAX_BYTES);
  const paths = syncWindowsPaths(input.cluster);
  return fits
    ? files.map(({ texts }, index) => ({
        path: paths[index],
        content: texts.join('---\n'),
      }))
    : undefined;
}

function project(tenant: TenantFreezes, input: FreezesInput): Manifest {
  const { platform } = input;
  const { namespace, repoUrl } = platform.gitops;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: {
      name: tenantProject(platform, tenant.tenant),
      namespace,
      labels: { [LABELS.tenant]: tenant.tenant },
      // Before the applications of the same commit: one that finds no project is looked at again after minutes.
      annotations: { 'argocd.argoproj.io/sync-wave': '-1' },
      // Argo CD can delete no application whose project is gone: with it the project stays until nobody refers to it.
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      description: `Environments of ${tenant.tenant} that keep its freezes`,
      sourceRepos: [repoUrl],
      destinations: [
        { server: 'https://kubernetes.default.svc', namespace: 'odoo-*' },
      ],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
      syncWindows: syncWindows(tenant, input),
    },
  };
}

/** An environment that may pass has windows of its own, and those of the others name the others. */
function syncWindows(tenant: TenantFreezes, input: FreezesInput) {
  const closures = closuresOf(tenant, input);
  const keeping = tenant.environments.filter(({ keeps }) => keeps);
  const passing = keeping.flatMap(({ name, passesUntil }) =>
    passesUntil !== undefined && closures.some(({ from }) => from < passesUntil)
      ? [{ name, passesUntil }]
      : [],
  );
  if (passing.length === 0) return windowsFor(['*'], closures);
  const others = keeping
    .map(({ name }) => name)
    .filter(name => !passing.some(each => each.name === name));
  return [
    ...(others.length > 0 ? windowsFor(others, closures) : []),
    ...passing.flatMap(({ name, passesUntil }) =>
      windowsFor([name], closuresAfter(closures, passesUntil)),
    ),
  ];
}

function windowsFor(
  applications: readonly string[],
  closures: readonly Closure[],
) {
  return closures.map(({ because, ...span }) => ({
    kind: 'deny',
    ...scheduleOf(span),
    timeZone: 'UTC',
    applications: [...applications],
    // What somebody lets pass in the portal, somebody can sync by hand when the portal is down.
    manualSync: true,
    description: because,
  }));
}

/** Five-field cron and a duration of Go, which cover the span to the minute. */
function scheduleOf({ from, to }: Span): {
  schedule: string;
  duration: string;
} {
  const begins = new Date(Math.floor(from / MINUTE_MS) * MINUTE_MS);
  const minutes = Math.ceil((to - begins.getTime()) / MINUTE_MS);
  const schedule = [
    begins.getUTCMinutes(),
    begins.getUTCHours(),
    begins.getUTCDate(),
    begins.getUTCMonth() + 1,
    '*',
  ].join(' ');
  return { schedule, duration: `${minutes}m` };
}
