import { isError } from '@backstage/errors';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { assertAsLeft } from './assertAsLeft';

/** Why the files may not go, for the person who has to do something about it; undefined: they are as they were left. */
export async function changedMeanwhile(
  context: Pick<ChangeContext, 'registry'>,
  record: ChangeRecord,
): Promise<string | undefined> {
  try {
    const { registry } = context;
    await assertAsLeft(context, record, await registry.snapshot());
    return undefined;
  } catch (error) {
    if (isError(error) && error.name === 'ConflictError') return error.message;
    throw error;
  }
}
