import { Config } from '@backstage/config';

export const ROLES = [
  'requester',
  'releaseManager',
  'platformEngineer',
  'executive',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];
type AssignedRole = Exclude<Role, 'requester'>;

const ASSIGNED: readonly AssignedRole[] = [
  'releaseManager',
  'platformEngineer',
  'executive',
  'auditor',
];

export type RoleGroups = Record<AssignedRole, readonly string[]>;

const DEFAULT_GROUPS: RoleGroups = {
  releaseManager: ['group:default/release-managers'],
  platformEngineer: ['group:default/platform-engineers'],
  executive: ['group:default/executives'],
  auditor: ['group:default/auditors'],
};

/** The groups of each role from `odoo.roles`, entity refs. */
export function readRoleGroups(config: Config): RoleGroups {
  const section = config.getOptionalConfig('odoo.roles');
  const groups = (role: AssignedRole) =>
    section?.getOptionalStringArray(role) ?? DEFAULT_GROUPS[role];
  return {
    releaseManager: groups('releaseManager'),
    platformEngineer: groups('platformEngineer'),
    executive: groups('executive'),
    auditor: groups('auditor'),
  };
}

/**
 * The roles of a person by ownership claims. Whoever has none of the assigned roles is a requester;
 * executives and auditors are not, so that they cannot propose anything.
 */
export function rolesOf(
  claims: readonly string[],
  groups: RoleGroups,
): ReadonlySet<Role> {
  const assigned = ASSIGNED.filter(role =>
    groups[role].some(group => claims.includes(group)),
  );
  return new Set<Role>(assigned.length > 0 ? assigned : ['requester']);
}
