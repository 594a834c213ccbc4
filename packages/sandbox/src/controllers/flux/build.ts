import { groupOf, type KindTable, type NewObject } from '../../kubernetes';
import {
  filesIn,
  folderDigest,
  parseManifests,
  type GitOpsFeed,
} from '../repository';
import { OWNER_LABELS } from './annotations';
import { ReconcileFailure, type Kustomization } from './shapes';

/** `./clusters/x` as a folder of the repository. */
const folderOf = ({ spec }: Kustomization): string =>
  (spec.path ?? './').replace(/^\.\//, '').replace(/\/$/, '');

/** Changes when, and only when, a file that the Kustomization applies does. */
export function contentOf(
  kustomization: Kustomization,
  { current }: GitOpsFeed,
): string {
  if (!current) return '';
  const files = filesIn(current, folderOf(kustomization), true);
  return folderDigest(current, files);
}

/**
 * The objects of a folder and of those below it, as Flux builds one that has no kustomization.yaml.
 *
 * @throws ReconcileFailure
 */
export function build(
  kustomization: Kustomization,
  feed: GitOpsFeed,
  kinds: KindTable,
): NewObject[] {
  const { current, reader } = feed;
  const folder = folderOf(kustomization);
  const files = current ? filesIn(current, folder, true) : [];
  if (!current || files.length === 0) {
    throw new ReconcileFailure(
      'ArtifactFailed',
      `kustomization path not found: stat /tmp/${folder}: no such file or directory`,
    );
  }
  try {
    return files
      .flatMap(file =>
        parseManifests(reader.text(current.files.get(file) ?? ''), file),
      )
      .map(manifest => ownedBy(kustomization, manifest, kinds));
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new ReconcileFailure(
      'BuildFailed',
      `kustomize build failed: ${text}`,
    );
  }
}

function ownedBy(
  { metadata, spec }: Kustomization,
  manifest: NewObject,
  kinds: KindTable,
): NewObject {
  const { apiVersion, kind } = manifest;
  const namespaced = kinds.find(groupOf(apiVersion), kind)?.namespaced ?? true;
  const namespace = spec.targetNamespace ?? manifest.metadata.namespace;
  return {
    ...manifest,
    metadata: {
      ...manifest.metadata,
      ...(namespaced ? { namespace: namespace ?? 'default' } : {}),
      labels: {
        ...manifest.metadata.labels,
        [OWNER_LABELS.name]: metadata.name,
        [OWNER_LABELS.namespace]: metadata.namespace ?? '',
      },
    },
  };
}
