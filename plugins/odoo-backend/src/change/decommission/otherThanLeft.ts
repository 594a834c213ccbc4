import { RegistrySnapshot, belongsTo } from '../../registry';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { refOf } from '../contentOf';

/**
 * Why the environment's files may not go, for the person who has to do something about it: they are not what the first
 * commit left. Somebody has put back what runs, and to take the files away now would leave that running with nobody to
 * see it. Undefined: they are as they were left.
 */
export async function otherThanLeft(
  { registry }: Pick<ChangeContext, 'registry'>,
  record: ChangeRecord,
  snapshot: RegistrySnapshot,
): Promise<string | undefined> {
  const { commit, environment, conclusion } = record;
  if (commit === undefined) throw new Error(`${record.id} is not applied`);
  const left = await registry.at(commit);
  const other = [...new Set([...left.files.keys(), ...snapshot.files.keys()])]
    .filter(path => belongsTo(refOf(record), path))
    .find(path => left.files.get(path) !== snapshot.files.get(path));
  if (other === undefined) return undefined;
  const way = conclusion
    ? 'take that commit back, and it goes on'
    : 'take that commit back, and it goes on, or cancel this change, and the rest is brought back as it was';
  return `${other} of ${environment} was changed after the decommission began: ${way}`;
}
