import { ConflictError } from '@backstage/errors';
import { RegistrySnapshot, belongsTo } from '../../registry';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { refOf } from '../contentOf';

/**
 * Fails with ConflictError when the environment's files are not what the first commit left: somebody has put back
 * what runs, and to take the files away now would leave that running with nobody to see it.
 */
export async function assertAsLeft(
  { registry }: Pick<ChangeContext, 'registry'>,
  record: ChangeRecord,
  snapshot: RegistrySnapshot,
): Promise<void> {
  const { commit, environment } = record;
  if (commit === undefined) throw new Error(`${record.id} is not applied`);
  const left = await registry.at(commit);
  const other = [...snapshot.files].find(
    ([path, blob]) =>
      belongsTo(refOf(record), path) && left.files.get(path) !== blob,
  );
  if (!other) return;
  throw new ConflictError(
    `${other[0]} of ${environment} was changed after the decommission began: take that commit back, and it goes on`,
  );
}
