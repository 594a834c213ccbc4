import { LABELS } from '@plumbline/plugin-odoo-common';
import { gitopsKindOf } from '../../gitops/gitopsEntry';
import { labelsOf, selectorOf } from '../../manifest/labels';
import { Manifest, ManifestFields } from '../../manifest/manifest';
import { metadataOf } from '../../manifest/metadata';
import { OBJECT_NAMES } from '../../manifest/objectNames';
import { RenderContext } from '../../manifest/renderContext';
import { CONFINED_POD } from '../../odoo/confinement';
import { serviceAccount } from '../identity';
import { API_ACCOUNT, apiAccount } from '../migration/apiAccount';
import { scriptContainer } from '../migration/schemaGate';
import { tcp } from '../networkPeers';
import { networkPolicy } from '../networkPolicy';
import { HIBERNATION_ANNOTATION, hibernates } from './hibernates';
import { TURN_HIBERNATION } from './script';

const CNPG = 'postgresql.cnpg.io';
const RBAC = 'rbac.authorization.k8s.io';
const HOUR = 3600;
/** KEDA needs half a minute to want pods again, Argo CD some minutes from the database to the migration. */
const QUIET_SECONDS = 300;
/** Longer than a quiet spell, so that no run waits for the one before. */
const FOLLOW = '*/15 * * * *';

type Mode = 'wake' | 'follow';

const variablesOf = ({
  name,
  namespace,
}: RenderContext): Record<string, string> => ({
  KUBERNETES_ACCOUNT: API_ACCOUNT.path,
  CLUSTER_PATH: `/apis/${CNPG}/v1/namespaces/${namespace}/clusters/${OBJECT_NAMES.database}`,
  DEPLOYMENTS_PATH: `/apis/apps/v1/namespaces/${namespace}/deployments`,
  PODS_PATH: `/api/v1/namespaces/${namespace}/pods`,
  // Whatever comes to the database.
  ODOO_SELECTOR: [
    `${LABELS.partOf}=${name}`,
    `${LABELS.component} in (web,websocket,cron,queue,migration,archive)`,
  ].join(','),
  ANNOTATION: HIBERNATION_ANNOTATION,
  QUIET_SECONDS: String(QUIET_SECONDS),
});

const job = (context: RenderContext, mode: Mode): ManifestFields => ({
  backoffLimit: 6,
  activeDeadlineSeconds: 2 * QUIET_SECONDS,
  template: {
    // Not the name of Odoo: what lets Odoo out to its partners is not for this.
    metadata: {
      labels: {
        ...labelsOf(context, 'schedule'),
        [LABELS.name]: 'hibernation',
      },
    },
    spec: {
      restartPolicy: 'Never',
      serviceAccountName: OBJECT_NAMES.hibernation,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: CONFINED_POD,
      containers: [
        {
          ...scriptContainer(context, 'hibernation', TURN_HIBERNATION, {
            env: Object.entries(variablesOf(context)).map(([name, value]) => ({
              name,
              value,
            })),
            volumeMounts: [
              {
                name: API_ACCOUNT.volume,
                mountPath: API_ACCOUNT.path,
                readOnly: true,
              },
            ],
          }),
          args: [mode],
        },
      ],
      volumes: [apiAccount()],
    },
  },
});

/**
 * Argo CD waits for a database that is suspended as for one that starts: without this, a change at night would wait
 * for the morning. Made anew with every sync, before the wave of the database.
 */
const wakeToSync = (context: RenderContext): Manifest => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: metadataOf(context, {
    name: OBJECT_NAMES.wakeUp,
    component: 'schedule',
    wave: 'backupStore',
    annotations: {
      'argocd.argoproj.io/hook': 'Sync',
      'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    },
  }),
  spec: { ...job(context, 'wake'), ttlSecondsAfterFinished: HOUR },
});

/**
 * The nightly sleep of a database. The annotation is nobody's in Git, so that neither Argo CD nor Flux takes it
 * back; where a database never sleeps, Git says `off` (`database/cluster.ts`), which also ends a sleep that a change
 * of schedule or tier has met.
 */
export function hibernationComponent(context: RenderContext): Manifest[] {
  if (!hibernates(context)) return [];
  const { spec, platform } = context;
  const [{ timeZone }] = spec.legalEntities;
  return [
    ...access(context),
    cronJob(context, OBJECT_NAMES.hibernation, 'follow', {
      schedule: FOLLOW,
      timeZone: 'Etc/UTC',
    }),
    cronJob(context, OBJECT_NAMES.wakeUp, 'wake', {
      schedule: platform.officeHours.start,
      timeZone,
      // An hour too late is better than not that day.
      startingDeadlineSeconds: 12 * HOUR,
    }),
    ...(gitopsKindOf(context) === 'argo-cd' ? [wakeToSync(context)] : []),
  ];
}

/** Of one Cluster the annotation cannot be allowed alone: Kubernetes knows no smaller right than its change. */
function access(context: RenderContext): Manifest[] {
  const name = OBJECT_NAMES.hibernation;
  const metadata = metadataOf(context, {
    name,
    component: 'schedule',
    wave: 'guardrails',
  });
  return [
    serviceAccount(context, name),
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'Role',
      metadata,
      rules: [
        {
          apiGroups: [CNPG],
          resources: ['clusters'],
          resourceNames: [OBJECT_NAMES.database],
          verbs: ['get', 'patch'],
        },
        { apiGroups: ['apps'], resources: ['deployments'], verbs: ['list'] },
        { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
      ],
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'Role', name },
      subjects: [
        { kind: 'ServiceAccount', name, namespace: context.namespace },
      ],
    },
    networkPolicy(context, 'allow-hibernation', {
      podSelector: { matchLabels: selectorOf(context, 'schedule') },
      policyTypes: ['Egress'],
      // The Kubernetes API, behind an address that only the cluster knows.
      egress: [{ ports: tcp(443) }],
    }),
  ];
}

function cronJob(
  context: RenderContext,
  name: string,
  mode: Mode,
  schedule: ManifestFields,
): Manifest {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadataOf(context, {
      name,
      component: 'schedule',
      wave: 'edge',
    }),
    spec: {
      ...schedule,
      concurrencyPolicy: 'Forbid',
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 1,
      jobTemplate: {
        metadata: { labels: labelsOf(context, 'schedule') },
        spec: job(context, mode),
      },
    },
  };
}
