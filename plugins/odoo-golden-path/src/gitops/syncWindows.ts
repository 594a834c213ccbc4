import {
  ClosedSpan,
  LABELS,
  Platform,
  Span,
} from '@plumbline/plugin-odoo-common';
import { Manifest } from '../manifest/manifest';
import { RenderedFile } from '../render/renderEnvironment';
import { toYamlStream } from '../manifest/toYaml';
import { tenantProject } from './project';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Cron knows no year: what ends later than this would be in force now, a year too early. */
const LONGEST_MS = 360 * DAY_MS;

/** Most that a tenant waits after a closure has ended. */
const STAGGER_MINUTES = 30;

export interface SyncWindowsInput {
  platform: Platform;
  cluster: string;
  tenants: readonly {
    tenant: string;
    /** Of `closedSpans`, from `asOf` to `knownUntil`; absent: a calendar cannot be read. */
    closed?: readonly ClosedSpan[];
  }[];
  /** Milliseconds since 1970. */
  asOf: number;
  /** How far the calendars were read. */
  knownUntil: number;
}

/**
 * `clusters/<cluster>/sync-windows.yaml`: an Argo CD project for each tenant, in which nothing is synced while one of
 * its legal entities closes. The windows are moments in UTC, taken from the closed spans themselves, so they mean
 * exactly what the gate `calendar` means, whatever rules, exceptions and clocks they come from.
 *
 * They have an end: the file is to be rendered anew at least whenever a calendar changes. One that was forgotten
 * closes at `knownUntil`, and one of a calendar that cannot be read is closed: nobody knows what it forbids.
 */
export function renderSyncWindows(input: SyncWindowsInput): RenderedFile {
  const { cluster, tenants, asOf, knownUntil } = input;
  const heading = `Rendered from calendars/ on ${day(
    asOf,
  )}, never edited by hand. Render it anew before ${day(
    knownUntil,
  )}: from then on it closes.`;
  return {
    path: `clusters/${cluster}/sync-windows.yaml`,
    content: toYamlStream(
      tenants.map(({ tenant, closed }) => project(tenant, closed, input)),
      heading,
    ),
  };
}

function project(
  tenant: string,
  closed: readonly ClosedSpan[] | undefined,
  { platform, asOf, knownUntil }: SyncWindowsInput,
): Manifest {
  const { namespace, repoUrl } = platform.gitops;
  const last = asOf + LONGEST_MS;
  const windows = closed
    ? [
        ...closed.map(({ from, to, causes }) => ({
          from,
          to: Math.min(to + staggerMinutes(tenant) * MINUTE_MS, last),
          because: [...new Set(causes.map(({ title }) => title))].join(', '),
        })),
        {
          from: knownUntil,
          to: last,
          because: 'this file was not rendered anew',
        },
      ]
    : [{ from: asOf, to: last, because: 'a calendar cannot be read' }];
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: {
      name: tenantProject(platform, tenant),
      namespace,
      labels: { [LABELS.tenant]: tenant },
    },
    spec: {
      description: `Environments of ${tenant} that keep its freezes`,
      sourceRepos: [repoUrl],
      destinations: [
        { server: 'https://kubernetes.default.svc', namespace: '*' },
      ],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
      syncWindows: windows.map(({ because, ...span }) => ({
        kind: 'deny',
        ...scheduleOf(span),
        timeZone: 'UTC',
        applications: ['*'],
        // What somebody lets pass in the portal, somebody can sync by hand.
        manualSync: true,
        description: because,
      })),
    },
  };
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

/** The same for a tenant every time, and spread over the tenants: the end of a common freeze must not start them all at once. */
function staggerMinutes(tenant: string): number {
  const hash = [...tenant].reduce(
    (sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521,
    7,
  );
  return hash % (STAGGER_MINUTES + 1);
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
