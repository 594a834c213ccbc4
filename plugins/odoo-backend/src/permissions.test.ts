import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  BackstageCredentials,
  BackstageUserPrincipal,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  odooEnvironmentReadPermission,
  odooSourceRefreshPermission,
} from '@plumbline/plugin-odoo-common';
import {
  createOdooConditionalDecision,
  odooConditions,
} from '@plumbline/plugin-odoo-node';
import { GitRemote } from './__testUtils__/GitRemote';
import { testDatabases } from './__testUtils__/databases';
import { environmentFiles, releaseFiles } from './__testUtils__/documents';
import { Odoo, startOdoo } from './__testUtils__/startOdoo';

const conditional = (
  conditions: Parameters<typeof createOdooConditionalDecision>[1],
) => createOdooConditionalDecision(odooEnvironmentReadPermission, conditions);
const civil = { claims: ['group:default/harbour-civil-erp'] };
const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

/** What the policy says of reading environments, by user. */
const reading: Record<string, PolicyDecision> = {
  'user:default/engineer': allow,
  'user:default/stranger': deny,
  'user:default/owner': conditional(odooConditions.isTenantOwner(civil)),
  'user:default/groupless': conditional(
    odooConditions.isTenantOwner({ claims: [] }),
  ),
  'user:default/tester': conditional({
    anyOf: [
      odooConditions.hasStage({ stages: ['qa'] }),
      {
        allOf: [
          odooConditions.hasTier({ tiers: [2] }),
          { not: odooConditions.isTenantOwner(civil) },
        ],
      },
    ],
  }),
};

const decide = (permission: Permission, credentials: BackstageCredentials) => {
  const { userEntityRef } = credentials.principal as BackstageUserPrincipal;
  if (permission.name === odooSourceRefreshPermission.name) {
    return userEntityRef === 'user:default/engineer' ? allow : deny;
  }
  return reading[userEntityRef] ?? allow;
};

const policy = mockServices.permissions.mock({
  authorizeConditional: async (requests, { credentials }) =>
    requests.map(({ permission }) => decide(permission, credentials)),
  authorize: async (requests, { credentials }) =>
    requests.map(({ permission }) => {
      const { result } = decide(permission, credentials);
      return {
        result:
          result === AuthorizeResult.ALLOW
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      };
    }),
});

const RAIL = 'group:default/railways';
const EVERYTHING = [
  'harbour-civil/production',
  'harbour-civil/qa',
  'harbour-rail/production',
  'harbour-rail/qa',
];

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('permissions on %s', engine => {
  let remote: GitRemote;
  let odoo: Odoo;
  const audit = { success: jest.fn(), fail: jest.fn() };
  const auditor = mockServices.auditor.mock();

  beforeAll(async () => {
    remote = new GitRemote();
    remote.push({
      ...releaseFiles,
      ...environmentFiles('harbour-civil/production', { tier: 1 }),
      ...environmentFiles('harbour-civil/qa', { tier: 2 }),
      ...environmentFiles('harbour-rail/production', { tier: 2, owner: RAIL }),
      ...environmentFiles('harbour-rail/qa', { tier: 3, owner: RAIL }),
    });
    odoo = await startOdoo({
      knex: await databases.init(engine),
      url: remote.url,
      features: [
        createServiceFactory({
          service: coreServices.permissions,
          deps: {},
          factory: () => policy,
        }),
        createServiceFactory({
          service: coreServices.auditor,
          deps: {},
          factory: () => auditor,
        }),
      ],
    });
    await odoo.collect('git:registry');
  });

  beforeEach(() => {
    audit.success.mockReset();
    audit.fail.mockReset();
    auditor.createEvent.mockReset();
    auditor.createEvent.mockResolvedValue(audit);
  });

  afterAll(async () => {
    await odoo.stop();
    remote.remove();
  });

  it.each([
    ['engineer', EVERYTHING],
    ['owner', ['harbour-civil/production', 'harbour-civil/qa']],
    [
      'tester',
      ['harbour-civil/qa', 'harbour-rail/production', 'harbour-rail/qa'],
    ],
    ['groupless', []],
  ])('%s sees only what the policy lets through', async (name, expected) => {
    const user = `user:default/${name}`;
    const { status, body } = await odoo.get(
      '/environments?sort=environment',
      user,
    );
    expect(status).toBe(200);
    const seen = body.items.map(
      (item: { tenant: string; stage: string }) =>
        `${item.tenant}/${item.stage}`,
    );
    expect(seen).toEqual(expected);
    expect(body.total).toBe(expected.length);
    expect(body.counts.unknown).toBe(expected.length);

    // One by one the same answer: list and detail must not disagree.
    for (const ref of EVERYTHING) {
      const allowed = expected.includes(ref) ? 200 : 403;
      const detail = await odoo.get(`/environments/${ref}`, user);
      expect(detail.status).toBe(allowed);
      const history = await odoo.get(`/environments/${ref}/history`, user);
      expect(history.status).toBe(allowed);
    }
    const choices = await odoo.get('/choices', user);
    const tenants = new Set(expected.map(ref => ref.split('/')[0]));
    expect(
      choices.body.tenants.map(({ name: tenant }: { name: string }) => tenant),
    ).toEqual([...tenants]);
    expect((await odoo.get('/environments/nobody/qa', user)).status).toBe(404);
  });

  it('refuses a definite denial', async () => {
    const user = 'user:default/stranger';
    expect((await odoo.get('/environments', user)).status).toBe(403);
    expect((await odoo.get('/choices', user)).status).toBe(403);
    expect((await odoo.get('/environments/harbour-rail/qa', user)).status).toBe(
      403,
    );
  });

  it('audits a refresh, granted or not', async () => {
    const refresh = (user: string) =>
      odoo
        .request()
        .post('/api/odoo/sources/git/registry/refresh')
        .set('Authorization', mockCredentials.user.header(user));
    expect((await refresh('user:default/engineer')).status).toBe(202);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'source-refresh',
        meta: { collector: 'git', scope: 'registry' },
      }),
    );
    expect(audit.success).toHaveBeenCalledTimes(1);
    expect((await refresh('user:default/owner')).status).toBe(403);
    expect(audit.success).toHaveBeenCalledTimes(1);
    expect(audit.fail).toHaveBeenCalledTimes(1);
  });

  it('answers for environments that do not exist yet by their tenant', async () => {
    const apply = async (resourceRef: string, ...claims: string[]) => {
      const { body } = await odoo
        .request()
        .post('/api/odoo/.well-known/backstage/permissions/apply-conditions')
        .set('Authorization', mockCredentials.service.header())
        .send({
          items: [
            {
              id: '1',
              resourceRef,
              resourceType: 'odoo-environment',
              conditions: odooConditions.isTenantOwner({ claims }),
            },
          ],
        });
      return body.items[0].result;
    };
    // The tenant's owner, not the group of the tenant's name.
    expect(await apply('harbour-rail/dev', RAIL)).toBe('ALLOW');
    const namesake = 'group:default/harbour-rail-erp';
    expect(await apply('harbour-rail/dev', namesake)).toBe('DENY');
    // Nobody's tenant yet: the group that would own it.
    const port = 'group:default/harbour-port-erp';
    expect(await apply('harbour-port/dev', port)).toBe('ALLOW');
    expect(await apply('harbour-port/dev', RAIL)).toBe('DENY');
    expect(await apply('not an environment', RAIL, port)).toBe('DENY');
  });
});
