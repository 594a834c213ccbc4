import { ChangeFacts, countingApprovals } from '@plumbline/plugin-odoo-common';
import { RegistrySnapshot } from '../../registry';
import { ChangeRecord } from '../ChangeRecord';
import { refOf } from '../contentOf';
import { ApproverDirectory } from './ApproverDirectory';
import { concernedResources } from './concernedResources';

/** Those whose approval or override counts and who are known to have lost the permission since. */
export async function lostDeciders(
  directory: ApproverDirectory,
  record: ChangeRecord,
  snapshot: RegistrySnapshot,
): Promise<Pick<ChangeFacts, 'lostApprovers' | 'lostOverriders'>> {
  const resources = concernedResources(refOf(record), record.spec, snapshot);
  const lostOf = async (act: 'approve' | 'override', people: string[]) => {
    const lost: string[] = [];
    for (const person of people) {
      const standing = await directory.standing(person, resources, act);
      if (standing === 'lost') lost.push(person);
    }
    return lost;
  };
  const { overrides } = record;
  return {
    lostApprovers: await lostOf(
      'approve',
      countingApprovals(record).map(({ approver }) => approver),
    ),
    lostOverriders: await lostOf(
      'override',
      overrides.filter(({ valid }) => valid).map(({ by }) => by),
    ),
  };
}
