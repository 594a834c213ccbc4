import { ApprovalStatus } from '@plumbline/plugin-odoo-node';
import { ChangeContext } from '../../ChangeContext';
import { ChangeRecord } from '../../ChangeRecord';

type Linking = Pick<ChangeContext, 'pageOf'>;

/** Change control stands behind the commit. */
export function approvedStatus(
  { pageOf }: Linking,
  { id, approvals, revision }: ChangeRecord,
): ApprovalStatus {
  const given = approvals.filter(({ valid }) => valid).length;
  return {
    outcome: 'success',
    description: `Revision ${revision}: gates passed, ${given} approvals`,
    link: pageOf(id),
  };
}

/** It does not, or does not any more. */
export function withheldStatus(
  { pageOf }: Linking,
  { id }: ChangeRecord,
  description: string,
): ApprovalStatus {
  return { outcome: 'failure', description, link: pageOf(id) };
}
