import type { Platform } from '@plumbline/plugin-odoo-common';
import type { NewObject } from '../kubernetes';

export interface ClusterFacts {
  platform: Platform;
  cluster: Platform['clusters'][number];
  /** Of Kubernetes, such as `v1.36.0`. */
  version: string;
}

export const simple = (
  apiVersion: string,
  kind: string,
  name: string,
  fields: Record<string, unknown> = {},
): NewObject => ({ apiVersion, kind, metadata: { name }, ...fields });

/** What makes a cluster follow the repository: its own entries, and the policies of all clusters. */
export function gitopsBase(facts: ClusterFacts): NewObject[] {
  const { name, gitops } = facts.cluster;
  const roots = [
    ['root', `clusters/${name}`],
    ['policies', 'policies'],
  ] as const;
  return gitops === 'flux' ? fluxBase(facts, roots) : argoBase(facts, roots);
}

type Roots = readonly (readonly [name: string, path: string])[];

function argoBase({ platform }: ClusterFacts, roots: Roots): NewObject[] {
  const { repoUrl, branch, namespace, project } = platform.gitops;
  const argo = (
    kind: string,
    name: string,
    spec: Record<string, unknown>,
  ): NewObject => ({
    ...simple('argoproj.io/v1alpha1', kind, name, { spec }),
    metadata: { name, namespace },
  });
  return [
    simple('v1', 'Namespace', namespace),
    ...['default', project].map(name =>
      argo('AppProject', name, {
        sourceRepos: [repoUrl],
        destinations: [{ server: '*', namespace: '*' }],
      }),
    ),
    ...roots.map(([name, path]) =>
      argo('Application', name, {
        project: 'default',
        source: { repoURL: repoUrl, targetRevision: branch, path },
        destination: { server: 'https://kubernetes.default.svc', namespace },
        syncPolicy: {
          automated: { prune: true, selfHeal: true },
          syncOptions: ['ServerSideApply=true'],
        },
      }),
    ),
  ];
}

function fluxBase({ platform }: ClusterFacts, roots: Roots): NewObject[] {
  const { repoUrl, branch, flux } = platform.gitops;
  const { namespace, sourceName, interval } = flux;
  const inFlux = (object: NewObject): NewObject => ({
    ...object,
    metadata: { ...object.metadata, namespace },
  });
  return [
    simple('v1', 'Namespace', namespace),
    inFlux(
      simple('source.toolkit.fluxcd.io/v1', 'GitRepository', sourceName, {
        spec: { url: repoUrl, interval: '1m', ref: { branch } },
      }),
    ),
    ...roots.map(([name, path]) =>
      inFlux(
        simple('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', name, {
          spec: {
            interval,
            path: `./${path}`,
            prune: true,
            sourceRef: { kind: 'GitRepository', name: sourceName },
          },
        }),
      ),
    ),
  ];
}
