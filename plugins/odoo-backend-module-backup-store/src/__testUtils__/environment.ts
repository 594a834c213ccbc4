import { Environment } from '@plumbline/plugin-odoo-common';
import { specOf } from '@plumbline/plugin-odoo-common/testUtils';

type SpecChange = Parameters<typeof specOf>[0];

/** An environment on the golden path; of its expectation nothing matters to backups. */
export function environmentOf(
  tenant: string,
  spec: SpecChange = {},
  stage: Environment['stage'] = 'production',
): Environment {
  const partOf = `${tenant}-${stage}`;
  return {
    tenant,
    stage,
    spec: specOf(spec),
    placement: { cluster: 'aks-north-1', databaseServer: 'own' },
    revision: { commit: 'c'.repeat(40), at: '2026-07-29T10:00:00Z' },
    expectation: {
      cluster: 'aks-north-1',
      namespace: `odoo-${partOf}`,
      partOf,
      gitops: { kind: 'argo-cd', namespace: 'argocd', name: partOf },
      volumes: [],
      autoscalers: [],
      workloads: {},
      certificates: [],
      externalSecrets: [],
      sleepSchedules: [],
      imageDigest: `sha256:${'1'.repeat(64)}`,
      probes: [],
    },
  };
}
