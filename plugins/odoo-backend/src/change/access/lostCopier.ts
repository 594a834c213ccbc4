import { RegistrySnapshot } from '../../registry';
import { ChangeRecord } from '../ChangeRecord';
import { ApproverDirectory } from './ApproverDirectory';
import { copiedResource } from './concernedResources';

/** Why a copy is not made any more: who asked for it may no longer propose for the environment whose data it takes. */
export async function lostCopier(
  directory: ApproverDirectory,
  { kind, requester, spec }: Pick<ChangeRecord, 'kind' | 'requester' | 'spec'>,
  snapshot: RegistrySnapshot,
): Promise<string | undefined> {
  const source =
    kind === 'create' && spec.copyOf && copiedResource(spec.copyOf, snapshot);
  if (!source) return undefined;
  const standing = await directory.standing(requester, [source], 'propose');
  return standing === 'lost'
    ? `${requester} may no longer propose changes of ${source.ref}, whose data this would copy`
    : undefined;
}
