import { countingApprovals } from '@plumbline/plugin-odoo-common';
import { RegistrySnapshot } from '../../registry';
import { ChangeRecord } from '../ChangeRecord';
import { refOf } from '../contentOf';
import { ApproverDirectory } from './ApproverDirectory';
import { concernedResources } from './concernedResources';

/** Those whose approval counts and who are known to have lost the permission since. */
export async function lostApprovers(
  directory: ApproverDirectory,
  record: ChangeRecord,
  snapshot: RegistrySnapshot,
): Promise<string[]> {
  const resources = concernedResources(refOf(record), record.spec, snapshot);
  const lost: string[] = [];
  for (const { approver } of countingApprovals(record)) {
    if ((await directory.standing(approver, resources)) === 'lost') {
      lost.push(approver);
    }
  }
  return lost;
}
