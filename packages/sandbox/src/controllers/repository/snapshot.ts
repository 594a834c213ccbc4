import { digestOf } from '../runtime';

/** The GitOps repository at one commit. */
export interface Snapshot {
  commit: string;
  committedAt: Date;
  /** Blob id by path. */
  files: ReadonlyMap<string, string>;
}

/** Paths of YAML files directly in a folder, as Argo CD reads a directory; sorted. */
export function filesIn(
  snapshot: Snapshot,
  folder: string,
  recurse = false,
): string[] {
  const prefix = `${folder.replace(/\/$/, '')}/`;
  return [...snapshot.files.keys()]
    .filter(path => {
      if (!path.startsWith(prefix) || !/\.ya?ml$/.test(path)) return false;
      return recurse || !path.slice(prefix.length).includes('/');
    })
    .sort();
}

/** Changes when, and only when, a file of the folder does. */
export function folderDigest(snapshot: Snapshot, paths: string[]): string {
  return digestOf(paths.map(path => [path, snapshot.files.get(path)]));
}
