import {
  odooAuditReadPermission,
  odooCalendarReadPermission,
  odooChangeApprovePermission,
  odooChangeCancelPermission,
  odooChangeOverridePermission,
  odooChangeProposePermission,
  odooEnvironmentReadPermission,
  odooHealthAcknowledgePermission,
  odooReleaseReadPermission,
  odooServiceReadPermission,
  odooSourceReadPermission,
  odooSourceRefreshPermission,
} from '@plumbline/plugin-odoo-common';
import { Role } from './roles';

/** `own`: environments whose owner is among the caller's claims. */
export type Reach = 'none' | 'own' | 'all';

type Row = Partial<Record<Role, Reach>>;

/**
 * The table of roles in the architecture. A role that a row does not name gets nothing. Nobody
 * approves a change they wrote a revision of: that is change control's rule, not one of roles.
 */
const TABLE: Record<string, Row> = {
  [odooEnvironmentReadPermission.name]: {
    requester: 'own',
    releaseManager: 'all',
    platformEngineer: 'all',
    executive: 'all',
    auditor: 'all',
  },
  [odooChangeProposePermission.name]: {
    requester: 'own',
    releaseManager: 'all',
    platformEngineer: 'all',
  },
  [odooChangeApprovePermission.name]: {
    releaseManager: 'all',
    platformEngineer: 'all',
  },
  [odooChangeOverridePermission.name]: {
    releaseManager: 'all',
  },
  [odooChangeCancelPermission.name]: {
    releaseManager: 'all',
    platformEngineer: 'all',
  },
  [odooHealthAcknowledgePermission.name]: {
    requester: 'own',
    releaseManager: 'all',
    platformEngineer: 'all',
  },
  [odooSourceReadPermission.name]: {
    requester: 'all',
    releaseManager: 'all',
    platformEngineer: 'all',
    auditor: 'all',
  },
  [odooSourceRefreshPermission.name]: { platformEngineer: 'all' },
  [odooReleaseReadPermission.name]: {
    requester: 'all',
    releaseManager: 'all',
    platformEngineer: 'all',
    executive: 'all',
    auditor: 'all',
  },
  [odooCalendarReadPermission.name]: {
    requester: 'all',
    releaseManager: 'all',
    platformEngineer: 'all',
    executive: 'all',
    auditor: 'all',
  },
  [odooServiceReadPermission.name]: { executive: 'all', auditor: 'all' },
  [odooAuditReadPermission.name]: { auditor: 'all' },
};

const ORDER: readonly Reach[] = ['none', 'own', 'all'];

/** How far a permission of ours reaches for somebody with these roles; undefined: not one of ours. */
export function reachOf(
  permission: string,
  roles: ReadonlySet<Role>,
): Reach | undefined {
  const row = TABLE[permission];
  if (!row) return undefined;
  return [...roles]
    .map(role => row[role] ?? 'none')
    .reduce((widest, reach) =>
      ORDER.indexOf(reach) > ORDER.indexOf(widest) ? reach : widest,
    );
}
