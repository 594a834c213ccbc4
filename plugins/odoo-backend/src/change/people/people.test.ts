import { mockCredentials } from '@backstage/backend-test-utils';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { PROPOSAL } from '../../__testUtils__/proposal';
import { testDatabases } from '../../__testUtils__/databases';
import { environmentFiles } from '../../__testUtils__/documents';

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'people and changes on %s',
  engine => {
    let world: ChangeWorld;
    beforeEach(async () => {
      world = await ChangeWorld.start(databases, engine, {
        files: environmentFiles('harbour-rail/qa', {
          hostnames: ['rail.odoo.example'],
        }),
      });
    });
    afterEach(() => world?.stop());

    it('lets nobody approve what they wrote, and voids approvals with a revision', async () => {
      const change = await world.proposed('mia', { spec: { tier: 1 } });
      expect(change.approvalsNeeded).toBe(2);
      const own = await world.approve('mia', change);
      expect([own.status, own.body.error.name]).toEqual([
        403,
        'NotAllowedError',
      ]);
      expect((await world.approve('ann', change)).status).toBe(403);

      expect((await world.approve('max', change)).body).toMatchObject({
        state: 'awaiting-approval',
        actions: { approve: { allowed: false } },
      });
      const again = await world.approve('max', change);
      expect([again.status, again.body.approvals.length]).toEqual([200, 1]);

      const revised = await world.as('ann', 'put', `/changes/${change.id}`, {
        spec: { tier: 1, users: { named: 50 } },
        reason: 'more people',
        expectedContentHash: change.contentHash,
      });
      expect(revised.body).toMatchObject({
        revision: 2,
        reason: 'more people',
        state: 'awaiting-approval',
        authors: ['user:default/mia', 'user:default/ann'],
        approvals: [{ approver: 'user:default/max', valid: false }],
        spec: { users: { named: 50 } },
      });
      expect(revised.body.contentHash).not.toBe(change.contentHash);
      expect((await world.approve('max', change)).status).toBe(409);
      expect((await world.approve('max', revised.body)).body.state).toBe(
        'awaiting-approval',
      );
      expect(world.audit).toContain('change-approve fail');
    });

    it('is for signed-in people only, and each permission counts', async () => {
      const change = await world.proposed('ann');
      const service = mockCredentials.service.header();
      const path = `/changes/${change.id}`;
      const writes: [string, object][] = [
        ['/changes', { ...change, dryRun: true }],
        ['/changes', {}],
        [`${path}/approve`, { comment: 'x', contentHash: change.contentHash }],
        [`${path}/reject`, { comment: 'x' }],
        [`${path}/override`, { gate: 'calendar' }],
        [`${path}/follow-up`, { gate: 'calendar' }],
        [`${path}/cancel`, {}],
      ];
      for (const [url, body] of writes) {
        const response = await world.call(service, 'post', url, body);
        expect([url, response.status]).toEqual([url, 403]);
      }
      expect((await world.call(service, 'put', path, {})).status).toBe(403);
      expect((await world.call(service, 'get', path)).status).toBe(200);
      const none = mockCredentials.none.header();
      expect((await world.call(none, 'post', '/changes', {})).status).toBe(401);

      expect((await world.propose('auditor')).status).toBe(403);
      expect((await world.propose('rail')).status).toBe(403);
      expect((await world.approve('auditor', change)).status).toBe(403);
      expect((await world.as('rail', 'get', path)).status).toBe(403);
      expect((await world.as('rail', 'post', `${path}/cancel`)).status).toBe(
        403,
      );
      expect(
        (await world.as('rail', 'put', path, { spec: {}, reason: 'mine' }))
          .status,
      ).toBe(403);
      expect((await world.as('ann', 'get', '/changes/none')).status).toBe(404);
    });

    it('lets a service propose in the name of a person, and decide for nobody', async () => {
      const inTheNameOf = (person: string) =>
        `Bearer ${mockCredentials.user.token(`user:default/${person}`, {
          actor: { subject: 'plugin:scaffolder' },
        })}`;
      const proposed = await world.call(
        inTheNameOf('ann'),
        'post',
        '/changes',
        PROPOSAL,
      );
      expect(proposed.status).toBe(201);
      expect(proposed.body.requester).toBe('user:default/ann');
      const { id, contentHash } = proposed.body;
      for (const [decision, body] of [
        ['approve', { comment: 'fine', contentHash }],
        ['reject', { comment: 'no' }],
        ['cancel', {}],
      ] as const) {
        const refused = await world.call(
          inTheNameOf('mia'),
          'post',
          `/changes/${id}/${decision}`,
          body,
        );
        expect([decision, refused.status]).toEqual([decision, 403]);
      }
      expect((await world.read(proposed.body)).approvals).toEqual([]);
    });

    it('refuses an update that would lose data', async () => {
      const shrunk = await world.propose('ann', {
        kind: 'update',
        environment: 'harbour-civil/qa',
        spec: { data: { databaseGiB: 1 } },
      });
      expect(shrunk.status).toBe(400);
      expect(shrunk.body.error.details).toMatchObject([
        { path: 'spec.data.databaseGiB' },
      ]);
    });

    it("keeps an environment out of foreign hands, the owner's and the taker's side alike", async () => {
      const foreign = 'group:default/harbour-rail-erp';
      // Giving a new stage of one's own tenant to others, and taking a stage of theirs.
      const given = await world.propose('ann', { spec: { owner: foreign } });
      expect(given.status).toBe(403);
      const taken = await world.propose('rail', { spec: { owner: foreign } });
      expect(taken.status).toBe(403);
      const update = { kind: 'update', environment: 'harbour-civil/qa' };
      const moved = await world.propose('rail', {
        ...update,
        spec: { owner: foreign },
      });
      expect(moved.status).toBe(403);
      const claimed = await world.propose('rail', {
        environment: 'new-tenant/dev',
        spec: { owner: 'group:default/new-tenant-erp', tier: 3 },
      });
      expect(claimed.status).toBe(403);
      const own = await world.propose('rail', {
        environment: 'new-tenant/dev',
        spec: { owner: foreign, tier: 3 },
      });
      expect(own.status).toBe(201);
    });

    it('asks the stricter of before and after', async () => {
      const change = await world.proposed('mia', {
        kind: 'update',
        environment: 'harbour-civil/qa',
        spec: { tier: 1, residency: ['northeurope', 'westeurope'] },
      });
      expect(change.approvalsNeeded).toBe(2);
      const production = await world.propose('ann', { spec: { tier: 4 } });
      expect(production.body.error.details).toEqual([
        expect.objectContaining({ path: 'spec.tier', accepted: '1, 2 or 3' }),
      ]);
    });

    it('lists what the caller may read, filtered and in pages', async () => {
      const mine = await world.proposed('ann');
      const update = { kind: 'update', environment: 'harbour-rail/qa' };
      await world.proposed('rail', {
        ...update,
        spec: { users: { named: 60 } },
      });
      await world.proposed('mia', {
        ...update,
        spec: { tier: 2, residency: ['northeurope', 'westeurope'] },
      });
      const list = async (person: string, query = '') =>
        (await world.as(person, 'get', `/changes${query}`)).body;

      expect((await list('mia')).total).toBe(3);
      expect(await list('ann')).toMatchObject({
        total: 1,
        items: [{ id: mine.id, approvalsGiven: 0, approvalsNeeded: 1 }],
      });
      expect((await list('rail')).total).toBe(2);
      expect((await list('rail', '?mine=true')).total).toBe(1);
      expect((await list('mia', '?environment=harbour-rail/qa')).total).toBe(2);
      expect(
        (
          await list(
            'mia',
            '?state=awaiting-approval&environment=harbour-civil/production',
          )
        ).total,
      ).toBe(1);
      expect((await world.as('nobody', 'get', '/changes')).status).toBe(403);
      expect((await world.as('mia', 'get', '/changes?state=x')).status).toBe(
        400,
      );

      const first = await list('mia', '?limit=2');
      const second = await list('mia', `?limit=2&cursor=${first.nextCursor}`);
      const ids = [...first.items, ...second.items].map(
        ({ id }: { id: string }) => id,
      );
      expect(new Set(ids).size).toBe(3);
      expect(second.nextCursor).toBeUndefined();
      const environment = await world.as(
        'mia',
        'get',
        '/environments/harbour-rail/qa',
      );
      expect(ids).toContain(environment.body.pendingChange);
    });

    it('bounds what it reads', async () => {
      const large = { reason: 'x'.repeat(300 * 1024) };
      expect((await world.propose('ann', large)).status).toBe(413);
      const send = (type: string, body: string) =>
        world.odoo
          .request()
          .post('/api/odoo/changes')
          .set('Authorization', mockCredentials.user.header('user:default/ann'))
          .set('Content-Type', type)
          .send(body);
      for (const [type, body, message] of [
        ['application/json', '{"secret": "x', 'is not well-formed JSON'],
        ['text/plain', '{}', 'is not sent as JSON'],
      ]) {
        const answer = await send(type, body);
        expect([answer.status, answer.body.error.details]).toEqual([
          400,
          [expect.objectContaining({ path: 'body', message })],
        ]);
        expect(answer.text).not.toContain('secret');
      }
      const key = await world.propose('ann', {}, 'with space');
      expect(key.body.error.details[0].path).toBe('Idempotency-Key');
    });
  },
);
