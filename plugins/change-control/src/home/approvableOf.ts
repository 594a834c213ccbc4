import { PermissionApi } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  ChangeSummary,
  odooChangeApprovePermission,
} from '@plumbline/plugin-odoo-common';

/**
 * Those of others in environments of which the user may approve changes. The page of the change has the
 * last word: whoever wrote a later revision, or approved already, cannot approve either.
 */
export async function approvableOf(
  changes: readonly ChangeSummary[],
  user: string,
  permissionApi: PermissionApi,
): Promise<ChangeSummary[]> {
  const ofOthers = changes.filter(({ requester }) => requester !== user);
  const environments = [...new Set(ofOthers.map(change => change.environment))];
  const decisions = await Promise.all(
    environments.map(resourceRef =>
      permissionApi.authorize({
        permission: odooChangeApprovePermission,
        resourceRef,
      }),
    ),
  );
  const allowed = new Set(
    environments.filter(
      (_, index) => decisions[index].result === AuthorizeResult.ALLOW,
    ),
  );
  return ofOthers.filter(({ environment }) => allowed.has(environment));
}
