import { RegistrySnapshot, belongsTo } from '../../registry';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { refOf } from '../contentOf';
import { FilesInTheEnd, filesBefore } from './filesBefore';
import { otherThanLeft } from './otherThanLeft';

/** Its environment's files are taken away, or, once it was cancelled, brought back as they were. */
export async function filesInTheEnd(
  context: ChangeContext,
  record: ChangeRecord,
  snapshot: RegistrySnapshot,
): Promise<FilesInTheEnd> {
  if (record.conclusion?.outcome === 'cancelled') {
    return filesBefore(context, record, snapshot);
  }
  const against = await otherThanLeft(context, record, snapshot);
  if (against !== undefined) return { against };
  const paths = [...snapshot.files.keys()];
  const own = paths.filter(path => belongsTo(refOf(record), path));
  return { files: new Map(own.map(path => [path, undefined])) };
}
