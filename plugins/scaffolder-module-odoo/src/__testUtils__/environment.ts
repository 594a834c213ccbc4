import {
  EnvironmentDetail,
  environmentDetailSchema,
} from '@plumbline/plugin-odoo-common';
import { planOf, specOf } from '@plumbline/plugin-odoo-common/testUtils';

/** `harbour-civil/production` as the server shows it, restarted three days ago. */
export function environmentOf(): EnvironmentDetail {
  const spec = specOf({ restartedAt: '2026-11-20T08:00:00Z' });
  const plan = planOf();
  return environmentDetailSchema.parse({
    tenant: 'harbour-civil',
    stage: 'production',
    tier: spec.tier,
    tenancy: spec.tenancy,
    region: spec.region,
    owner: spec.owner,
    release: { version: spec.odoo.release, digest: `sha256:${'a'.repeat(64)}` },
    goldenPath: spec.goldenPath,
    placement: plan.placement,
    verdict: {
      status: 'ok',
      evidence: 'fresh',
      coverage: { collected: 1, required: 1 },
      summary: 'fine',
      riskAhead: [],
    },
    spec,
    plan,
    expectation: {
      cluster: plan.placement.cluster,
      namespace: 'odoo-harbour-civil-production',
      partOf: 'harbour-civil-production',
      gitops: { kind: 'argo-cd', namespace: 'argocd', name: 'harbour' },
      workloads: {},
      volumes: [],
      certificates: [],
      externalSecrets: [],
      sleepSchedules: [],
      autoscalers: [],
      imageDigest: `sha256:${'a'.repeat(64)}`,
      probes: [],
    },
    observations: [],
  });
}
