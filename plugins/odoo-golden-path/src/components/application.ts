import { labelsOf } from '../manifest/labels';
import { Manifest } from '../manifest/manifest';
import { RenderContext } from '../manifest/renderContext';
import { manifestsFolder } from '../render/paths';

/**
 * The Argo CD Application of an environment. It lies outside of the environment's own folder:
 * the root application of the cluster applies it.
 *
 * It has no `resources-finalizer.argocd.argoproj.io`: with it, a revert that takes this file out
 * of Git would cascade to the namespace and every database in it. Without, the objects stay and
 * are removed by a decommissioning change.
 */
export const applicationOf = (context: RenderContext): Manifest =>
  argoApplication(context, manifestsFolder(context.ref));

/** An Application that applies one folder of the GitOps repository into the context's namespace. */
export function argoApplication(
  context: RenderContext,
  path: string,
  finalizers?: string[],
): Manifest {
  const { gitops } = context.platform;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: context.name,
      namespace: gitops.namespace,
      labels: labelsOf(context, 'gitops'),
      finalizers,
    },
    spec: {
      project: gitops.project,
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
          limit: 5,
          backoff: { duration: '30s', factor: 2, maxDuration: '5m' },
        },
      },
    },
  };
}
