import {
  AuthorizeResult,
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import { kubernetesProxyPermission } from '@backstage/plugin-kubernetes-common';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { taskReadPermission } from '@backstage/plugin-scaffolder-common/alpha';
import {
  odooAuditReadPermission,
  odooChangeApprovePermission,
  odooChangeCancelPermission,
  odooChangeOverridePermission,
  odooChangeProposePermission,
  odooEnvironmentReadPermission,
  odooHealthAcknowledgePermission,
  odooSourceReadPermission,
  odooSourceRefreshPermission,
} from '@plumbline/plugin-odoo-common';
import { OdooPermissionPolicy } from './policy';

const CLAIMS: Record<string, string[]> = {
  requester: ['group:default/harbour-civil-erp'],
  'release-manager': ['group:default/release-managers'],
  'platform-engineer': ['group:default/platform-engineers'],
  executive: ['group:default/executives'],
  auditor: ['group:default/auditors'],
};

function decide(
  name: string,
  permission: BasicPermission | ResourcePermission,
) {
  const userEntityRef = `user:default/${name}`;
  const ownershipEntityRefs = [userEntityRef, ...CLAIMS[name]];
  const policy = new OdooPermissionPolicy({
    userInfo: {
      getUserInfo: async () => ({ userEntityRef, ownershipEntityRefs }),
    },
    groups: {
      releaseManager: ['group:default/release-managers'],
      platformEngineer: ['group:default/platform-engineers'],
      executive: ['group:default/executives'],
      auditor: ['group:default/auditors'],
    },
  });
  const credentials = mockCredentials.user(userEntityRef);
  return policy.handle(
    { permission },
    { credentials, info: { userEntityRef, ownershipEntityRefs } },
  );
}

const A = AuthorizeResult.ALLOW;
const C = AuthorizeResult.CONDITIONAL;
const D = AuthorizeResult.DENY;

describe('OdooPermissionPolicy', () => {
  const personas = Object.keys(CLAIMS);

  const table: [BasicPermission | ResourcePermission, AuthorizeResult[]][] = [
    [odooEnvironmentReadPermission, [C, A, A, A, A]],
    [odooChangeProposePermission, [C, A, A, D, D]],
    [odooChangeApprovePermission, [D, A, A, D, D]],
    [odooChangeOverridePermission, [D, A, D, D, D]],
    [odooChangeCancelPermission, [D, A, A, D, D]],
    [odooHealthAcknowledgePermission, [C, A, A, D, D]],
    [odooSourceReadPermission, [A, A, A, D, A]],
    [odooSourceRefreshPermission, [D, D, A, D, D]],
    [odooAuditReadPermission, [D, D, D, D, A]],
    [kubernetesProxyPermission, [D, D, A, D, D]],
    [catalogEntityReadPermission, [C, A, A, A, A]],
    [taskReadPermission, [C, C, C, D, D]],
  ];

  it.each(
    table.map(([permission, expected]) => ({
      name: permission.name,
      permission,
      expected,
    })),
  )(
    'follows the table of roles for $name',
    async ({ permission, expected }) => {
      const decisions = await Promise.all(
        personas.map(name => decide(name, permission)),
      );
      expect(decisions.map(({ result }) => result)).toEqual(expected);
    },
  );

  it('limits a requester to the tenants that the claims own', async () => {
    await expect(
      decide('requester', odooEnvironmentReadPermission),
    ).resolves.toMatchObject({
      resourceType: 'odoo-environment',
      conditions: {
        rule: 'IS_TENANT_OWNER',
        params: {
          claims: ['user:default/requester', 'group:default/harbour-civil-erp'],
        },
      },
    });
  });

  it('denies whoever is not signed in', async () => {
    const policy = new OdooPermissionPolicy({
      userInfo: { getUserInfo: jest.fn() },
      groups: {
        releaseManager: [],
        platformEngineer: [],
        executive: [],
        auditor: [],
      },
    });
    await expect(
      policy.handle({ permission: odooSourceReadPermission }),
    ).resolves.toEqual({ result: D });
  });
});
