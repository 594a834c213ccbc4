import {
  BUSINESS_PROBES,
  Environment,
  Expectation,
} from '@plumbline/plugin-odoo-common';
import { specOf } from '@plumbline/plugin-odoo-common/testUtils';

/** A production on the cluster `aks-north`, with a PostgreSQL of its own unless something else is said. */
export function environmentOf(
  tenant: string,
  database: Partial<NonNullable<Expectation['database']>> = {},
): Environment {
  const name = `${tenant}-production`;
  const namespace = `odoo-${name}`;
  return {
    tenant,
    stage: 'production',
    spec: specOf(),
    placement: { cluster: 'aks-north', databaseServer: 'own' },
    revision: { commit: 'c'.repeat(40), at: '2026-11-20T10:00:00Z' },
    expectation: {
      cluster: 'aks-north',
      namespace,
      partOf: name,
      gitops: { kind: 'argo-cd', namespace: 'argocd', name },
      workloads: {},
      database: {
        kind: 'cloudnative-pg',
        namespace,
        name: 'odoo-db',
        instances: 2,
        archiving: true,
        ...database,
      },
      volumes: [],
      certificates: [],
      externalSecrets: [],
      sleepSchedules: [],
      autoscalers: [],
      imageDigest: `sha256:${'1'.repeat(64)}`,
      probes: BUSINESS_PROBES,
    },
  };
}
