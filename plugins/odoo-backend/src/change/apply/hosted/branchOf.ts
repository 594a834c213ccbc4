import { isBroughtBack, isFinal } from '@plumbline/plugin-odoo-common';
import { ChangeRecord } from '../../ChangeRecord';

/** The branch on which the commit of a change, or its second one, waits to be merged. */
export function branchOf({
  id,
  conclusion,
}: Pick<ChangeRecord, 'id' | 'conclusion'>): string {
  const branch = `plumbline/changes/${id}`;
  // Git has no branch below another one.
  return conclusion ? `${branch}-clean-up` : branch;
}

/** Whether a commit may still have to wait there. */
export function needsBranch(record: ChangeRecord, branch: string): boolean {
  const { state, conclusion } = record;
  return (
    !isFinal(state) &&
    branch === branchOf(record) &&
    (state !== 'reconciling' || conclusion !== undefined) &&
    !isBroughtBack(record)
  );
}

/** A pull request of the commit that is awaited now is open: there is nothing to do until its host shows more. */
export function isAtHost(record: ChangeRecord): boolean {
  const { pullRequest } = record;
  return (
    pullRequest?.state === 'open' && pullRequest.branch === branchOf(record)
  );
}
