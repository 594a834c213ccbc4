import { Environment, Expectation } from '@plumbline/plugin-odoo-common';
import { specOf } from '@plumbline/plugin-odoo-common/testUtils';
import { KUBERNETES_PROBES } from '../probes';

export const NOW = new Date('2026-07-30T09:30:00Z');
/** So many minutes before `NOW`, as an API server writes it. */
export function ago(minutes: number): string {
  return new Date(NOW.getTime() - minutes * 60_000).toISOString();
}

export const DIGEST = `sha256:${'1'.repeat(64)}`;
export const OLD_DIGEST = `sha256:${'2'.repeat(64)}`;

/** An environment of tier 1 in production; what a test is about is overridden. */
export function environment(
  overrides: Partial<Expectation> = {},
  tenant: string = 'acme',
  stage: Environment['stage'] = 'production',
): Environment {
  return {
    tenant,
    stage,
    spec: specOf({ tier: stage === 'production' ? 1 : 3 }),
    placement: { cluster: 'north-1', databaseServer: 'own' },
    revision: { commit: 'c'.repeat(40), at: '2026-07-29T10:00:00Z' },
    expectation: {
      cluster: 'north-1',
      namespace: `odoo-${tenant}-${stage}`,
      partOf: `${tenant}-${stage}`,
      gitops: {
        kind: 'argo-cd',
        namespace: 'argocd',
        name: `${tenant}-${stage}`,
      },
      workloads: {
        web: { name: 'odoo-web', replicas: 2 },
        cron: { name: 'odoo-cron', replicas: 1 },
      },
      database: {
        kind: 'cloudnative-pg',
        namespace: `odoo-${tenant}-${stage}`,
        name: 'odoo-db',
        instances: 3,
        archiving: true,
      },
      volumes: ['odoo-filestore'],
      autoscalers: [],
      certificates: ['odoo-tls'],
      externalSecrets: ['odoo-conf'],
      resourceQuota: 'tenant-quota',
      sleepSchedules: [],
      imageDigest: DIGEST,
      probes: KUBERNETES_PROBES.map(({ id }) => id).filter(
        id =>
          id !== 'websocket.ready' &&
          id !== 'queue.ready' &&
          id !== 'redis.available',
      ),
      ...overrides,
    },
  };
}
