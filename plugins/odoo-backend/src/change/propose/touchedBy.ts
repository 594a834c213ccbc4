import { RegistrySnapshot } from '../../registry';
import { blobId } from '../../registry/blobId';

/**
 * What a change does to the repository: content by path, `undefined` deletes.
 *
 * @param present - files of what the change is about, so that one which is no longer rendered goes
 */
export function touchedBy(
  rendered: ReadonlyMap<string, string>,
  present: readonly string[],
  snapshot: RegistrySnapshot,
): Map<string, string | undefined> {
  const gone = present.filter(path => !rendered.has(path));
  return new Map<string, string | undefined>([
    ...[...rendered].filter(
      ([path, text]) => snapshot.files.get(path) !== blobId(text),
    ),
    ...gone.map(path => [path, undefined] as const),
  ]);
}
