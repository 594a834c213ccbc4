import { EnvironmentSpec } from '../environment/spec';
import { canonicalJson } from './canonicalJson';
import { ChangeKind } from './change';

/** Everything that an approval is given for. */
export interface ChangeContent {
  kind: ChangeKind;
  /** `<tenant>/<stage>` */
  environment: string;
  spec: EnvironmentSpec;
  releaseDigest: string;
  goldenPath: string;
  /** Ids of the commits that it adopts. */
  adopts?: readonly string[];
  /** Rendered content by path; absent: the file goes. */
  files: ReadonlyMap<string, string | undefined>;
  /** Object id in the repository of each touched path; absent: no such file yet. */
  baseBlobs: ReadonlyMap<string, string | undefined>;
}

/**
 * The bytes whose SHA-256 is the content hash. Equal content has equal bytes, whatever the order in
 * which it was put together.
 */
export function canonicalContent(content: ChangeContent): string {
  const { files, baseBlobs, ...rest } = content;
  const byPath = (map: ReadonlyMap<string, string | undefined>) =>
    Object.fromEntries([...map].map(([path, value]) => [path, value ?? null]));
  return canonicalJson({
    ...rest,
    files: byPath(files),
    baseBlobs: byPath(baseBlobs),
  });
}
