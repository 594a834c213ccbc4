import { labelsOf } from '../manifest/labels';
import { Manifest } from '../manifest/manifest';
import { ObjectContext } from '../manifest/objectContext';
import { GitopsEntry } from './gitopsEntry';

/** An Argo CD Application that applies one folder of the GitOps repository into the context's namespace. */
export function argoApplication(
  context: ObjectContext,
  { path, onRemoval, once, project }: GitopsEntry,
): Manifest {
  const { gitops } = context.platform;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: context.name,
      namespace: gitops.namespace,
      labels: labelsOf(context, 'gitops'),
      // A commit to another folder of the repository is no news to this one.
      annotations: { 'argocd.argoproj.io/manifest-generate-paths': '.' },
      // With it the removal cascades to the namespace and every database in it.
      ...(onRemoval === 'delete' && {
        finalizers: ['resources-finalizer.argocd.argoproj.io'],
      }),
    },
    spec: {
      project: project ?? gitops.project,
      source: {
        repoURL: gitops.repoUrl,
        targetRevision: gitops.branch,
        path,
      },
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: context.namespace,
      },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ['ServerSideApply=true'],
        retry: {
          limit: once ? 0 : 5,
          backoff: { duration: '30s', factor: 2, maxDuration: '5m' },
        },
      },
    },
  };
}
