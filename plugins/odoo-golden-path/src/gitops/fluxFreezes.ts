import {
  FREEZER_NAME as NAME,
  FREEZES_CHECKSUM_ANNOTATION,
  LABELS,
  checksum,
} from '@plumbline/plugin-odoo-common';
import { Manifest, ManifestFields } from '../manifest/manifest';
import { toYamlStream } from '../manifest/toYaml';
import { CONFINED_CONTAINER, CONFINED_POD } from '../odoo/confinement';
import { RenderedFile } from '../render/renderEnvironment';
import {
  FREEZER,
  FREEZER_DIRECTORY,
  FREEZER_FILES,
  FreezerData,
} from './freezer';
import { FreezesInput, freezesHeading, knownClosuresOf } from './freezes';

/** It looks at some hundred objects; what it has not done by then the next minute does. */
const DEADLINE_SECONDS = 55;

const iso = (at: number) => new Date(at).toISOString();

/** Where the file of a cluster with Flux lies. */
export const fluxFreezesPath = (cluster: string): string =>
  `clusters/${cluster}/freezes.yaml`;

/**
 * `clusters/<cluster>/freezes.yaml`: Flux has no windows, so a CronJob suspends the Kustomizations of closed tenants
 * and takes that back, each minute, by the same spans as Argo CD's. Server-side apply of the cluster's root leaves
 * `spec.suspend` alone, because no file names it.
 */
export function renderFluxFreezes(
  input: FreezesInput,
  image: string,
): RenderedFile {
  return {
    path: fluxFreezesPath(input.cluster),
    content: toYamlStream(
      [
        serviceAccount(input),
        role(input),
        roleBinding(input),
        configMap(input),
        cronJob(input, image),
      ],
      freezesHeading(input),
    ),
  };
}

const metadata = ({ platform }: FreezesInput): Manifest['metadata'] => ({
  name: NAME,
  namespace: platform.gitops.flux.namespace,
  labels: { [LABELS.name]: NAME, [LABELS.component]: 'gitops' },
});

function serviceAccount(input: FreezesInput): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata(input),
    automountServiceAccountToken: false,
  };
}

/** Of the environments alone: the cluster's root and the platform's own are not its business. */
function role(input: FreezesInput): Manifest {
  const resourceNames = Object.keys(dataOf(input).environments);
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: metadata(input),
    // A rule that names none is one for all.
    rules:
      resourceNames.length === 0
        ? []
        : [
            {
              apiGroups: ['kustomize.toolkit.fluxcd.io'],
              resources: ['kustomizations'],
              resourceNames,
              verbs: ['get', 'patch'],
            },
          ],
  };
}

function roleBinding(input: FreezesInput): Manifest {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: metadata(input),
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'Role',
      name: NAME,
    },
    subjects: [
      {
        kind: 'ServiceAccount',
        name: NAME,
        namespace: input.platform.gitops.flux.namespace,
      },
    ],
  };
}

function configMap(input: FreezesInput): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      ...metadata(input),
      // A root that substitutes variables would take those of the program for its own.
      annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
    },
    data: filesOf(input),
  };
}

function filesOf(input: FreezesInput) {
  return {
    [FREEZER_FILES.program]: FREEZER,
    [FREEZER_FILES.data]: jsonOf(dataOf(input)),
  };
}

/** A line for each tenant and environment: a ConfigMap has room for a mebibyte, and people read the differences. */
function jsonOf({ knownUntil, tenants, environments }: FreezerData): string {
  const lines = (record: object) => {
    const entries = Object.entries(record).map(
      ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
    );
    return `{\n${entries.join(',\n')}\n}`;
  };
  return `{
"knownUntil": ${JSON.stringify(knownUntil)},
"tenants": ${lines(tenants)},
"environments": ${lines(environments)}
}
`;
}

function dataOf(input: FreezesInput): FreezerData {
  return {
    knownUntil: iso(input.knownUntil),
    tenants: Object.fromEntries(
      input.tenants.flatMap(each => {
        const closures = knownClosuresOf(each, input);
        return closures
          ? [
              [
                each.tenant,
                closures.map(({ from, to, because }) => [
                  iso(from),
                  iso(to),
                  because,
                ]),
              ],
            ]
          : [];
      }),
    ),
    environments: Object.fromEntries(
      input.tenants.flatMap(({ tenant, environments }) =>
        environments.map(({ name, keeps, passesUntil }) => [
          name,
          {
            ...(keeps && { tenant }),
            ...(passesUntil !== undefined && { passesUntil: iso(passesUntil) }),
          },
        ]),
      ),
    ),
  };
}

function cronJob(input: FreezesInput, image: string): Manifest {
  const { labels } = metadata(input);
  const files = JSON.stringify(filesOf(input));
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: {
      ...metadata(input),
      // The collector may not read what is in a ConfigMap: by this the portal sees which one the cluster has.
      annotations: { [FREEZES_CHECKSUM_ANNOTATION]: checksum(files) },
    },
    spec: {
      schedule: '* * * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 1,
      jobTemplate: {
        spec: {
          backoffLimit: 0,
          activeDeadlineSeconds: DEADLINE_SECONDS,
          template: { metadata: { labels }, spec: podSpec(input, image) },
        },
      },
    },
  };
}

function podSpec({ platform }: FreezesInput, image: string): ManifestFields {
  return {
    restartPolicy: 'Never',
    serviceAccountName: NAME,
    automountServiceAccountToken: true,
    securityContext: CONFINED_POD,
    containers: [
      {
        name: NAME,
        image,
        command: ['node', `${FREEZER_DIRECTORY}/${FREEZER_FILES.program}`],
        env: [
          { name: 'FLUX_NAMESPACE', value: platform.gitops.flux.namespace },
          {
            name: 'NODE_EXTRA_CA_CERTS',
            value: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
          },
        ],
        resources: {
          requests: { cpu: '20m', memory: '64Mi' },
          limits: { memory: '128Mi' },
        },
        securityContext: CONFINED_CONTAINER,
        volumeMounts: [
          { name: NAME, mountPath: FREEZER_DIRECTORY, readOnly: true },
        ],
      },
    ],
    volumes: [{ name: NAME, configMap: { name: NAME } }],
  };
}
