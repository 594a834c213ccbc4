import { Environment, Expectation } from '@plumbline/plugin-odoo-common';
import { ago, environment } from './environment';
import { RawObject, World, condition, healthyWorld } from './objects';

/** An environment that Flux applies. */
export function fluxEnvironment(
  overrides: Partial<Expectation> = {},
): Environment {
  return environment({
    gitops: {
      kind: 'flux',
      namespace: 'flux-system',
      name: 'acme-production',
    },
    ...overrides,
  });
}

export const COMMIT = 'c'.repeat(40);
export const NEWER = 'd'.repeat(40);

/** As Flux leaves a Kustomization whose commit it has applied. */
export function kustomization(
  { expectation: { gitops } }: Environment,
  status: object = {},
  spec: object = {},
  annotations: Record<string, string> = {},
): RawObject {
  return {
    metadata: {
      name: gitops.name,
      namespace: gitops.namespace,
      generation: 1,
      annotations,
    },
    spec: {
      interval: '10m',
      wait: true,
      sourceRef: { kind: 'GitRepository', name: 'gitops' },
      ...spec,
    },
    status: {
      observedGeneration: 1,
      lastAppliedRevision: `main@sha1:${COMMIT}`,
      lastAttemptedRevision: `main@sha1:${COMMIT}`,
      conditions: [condition('Ready', 'True')],
      history: [
        {
          lastReconciled: ago(5),
          lastReconciledStatus: 'ReconciliationSucceeded',
        },
      ],
      ...status,
    },
  };
}

/** As Flux leaves a source that it has fetched since the commit. */
export function gitRepository(
  status: object = {},
  spec: Record<string, unknown> = {},
): RawObject {
  return {
    metadata: { name: 'gitops', namespace: 'flux-system' },
    spec,
    status: {
      artifact: {
        revision: `main@sha1:${COMMIT}`,
        lastUpdateTime: '2026-07-29T10:03:00Z',
      },
      conditions: [condition('Ready', 'True')],
      ...status,
    },
  };
}

/** Everything that the plan asks for, healthy, applied by Flux. */
export function fluxWorld(plan: Environment): World {
  const { applications, ...others } = healthyWorld(plan);
  return {
    ...others,
    kustomizations: [kustomization(plan)],
    gitRepositories: [gitRepository()],
    ociRepositories: [],
    helmReleases: [],
    statefulSets: [],
    ingresses: [],
    cronJobs: [],
  };
}
