import { labelsOf } from '../manifest/labels';
import { Manifest } from '../manifest/manifest';
import { ObjectContext } from '../manifest/objectContext';
import { GitopsEntry } from './gitopsEntry';

/**
 * A Flux Kustomization that applies one folder of the GitOps repository.
 *
 * One for the whole environment, although Flux applies a folder at once and knows no waves: what has an
 * order (a migration before the pods of its release) keeps it by itself, because the pods wait. A chain of
 * Kustomizations by `dependsOn` would order the first sync alone: it stops no pod of the release before.
 */
export function fluxKustomization(
  context: ObjectContext,
  { path, onRemoval, timeoutMinutes }: GitopsEntry,
): Manifest {
  const { namespace, sourceName, interval, serviceAccountName } =
    context.platform.gitops.flux;
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: {
      name: context.name,
      namespace,
      labels: labelsOf(context, 'gitops'),
    },
    spec: {
      interval,
      retryInterval: '2m',
      timeout: `${timeoutMinutes}m`,
      sourceRef: { kind: 'GitRepository', name: sourceName },
      path: `./${path}`,
      prune: true,
      // Ready only when every object is: what was applied and does not run is not in order.
      wait: true,
      deletionPolicy: onRemoval === 'delete' ? 'Delete' : 'Orphan',
      serviceAccountName,
    },
  };
}
