import { conditionOf, type Resources } from '../runtime';
import {
  ReconcileFailure,
  type GitRepository,
  type Kustomization,
} from './shapes';

/**
 * The revision that a Kustomization has to apply now.
 *
 * @throws ReconcileFailure when there is none, or what it depends on has not come so far
 */
export function revisionFor(
  kustomization: Kustomization,
  repositories: Resources<GitRepository>,
  kustomizations: Resources<Kustomization>,
): string {
  const { spec, metadata } = kustomization;
  const { name, namespace = metadata.namespace } = spec.sourceRef;
  const repository = repositories.get(namespace, name);
  if (!repository) {
    throw new ReconcileFailure(
      'ArtifactFailed',
      `GitRepository.source.toolkit.fluxcd.io "${name}" not found`,
    );
  }
  const revision = repository.status?.artifact?.revision;
  if (!revision) {
    throw new ReconcileFailure(
      'ArtifactFailed',
      'Source artifact not found, retrying in 30s',
    );
  }
  for (const dependency of spec.dependsOn ?? []) {
    const place = dependency.namespace ?? metadata.namespace;
    const other = kustomizations.get(place, dependency.name);
    const id = `${place}/${dependency.name}`;
    if (!other || !isReady(other)) {
      throw new ReconcileFailure(
        'DependencyNotReady',
        other
          ? `dependency '${id}' is not ready`
          : `dependency '${id}' not found`,
      );
    }
    if (other.status?.lastAppliedRevision !== revision) {
      throw new ReconcileFailure(
        'DependencyNotReady',
        `dependency '${id}' revision is not up to date`,
      );
    }
  }
  return revision;
}

function isReady({ metadata, status }: Kustomization): boolean {
  return (
    status?.observedGeneration === metadata.generation &&
    conditionOf(status?.conditions, 'Ready')?.status === 'True'
  );
}
