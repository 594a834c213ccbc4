import { changeSchema } from '@plumbline/plugin-odoo-common';
import { ChangeWorld } from '../__testUtils__/ChangeWorld';
import { testDatabases } from '../__testUtils__/databases';
import { environmentFiles } from '../__testUtils__/documents';

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'the life of a change on %s',
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

    it('goes from proposal to commit, and is done once the cluster has been seen to follow', async () => {
      const change = await world.proposed('ann');
      expect(changeSchema.parse(change)).toEqual(change);
      expect(change).toMatchObject({
        state: 'awaiting-approval',
        requester: 'user:default/ann',
        approvalsNeeded: 1,
        actions: { approve: { allowed: false }, cancel: { allowed: true } },
      });
      expect(change.gates.map(({ id, verdict }) => [id, verdict])).toEqual([
        ['schema', 'pass'],
        ['policy', 'pass'],
        ['provenance', 'pass'],
        ['database', 'pass'],
        ['quota', 'pass'],
        ['tier', 'pass'],
        ['calendar', 'pass'],
        ['approvals', 'pending'],
      ]);
      const spec = change.files.find(({ path }) =>
        path.endsWith('production/environment.yaml'),
      );
      expect(spec).toMatchObject({ action: 'add' });
      expect(spec?.diff).toContain('+    named: 40');
      expect((await world.approve('mia', change)).body.state).toBe('approved');

      const waiting = await world.until(change, 'reconciling');
      expect(waiting.commitParent).toBe(world.remote.log()[1].id);
      const [commit] = world.remote.log();
      expect(waiting.commit).toBe(commit.id);
      expect(commit.body).toContain(`Change: ${change.id}`);
      expect(commit.body).toContain('Requested-by: user:default/ann');
      expect(commit.body).toContain('Approved-by: user:default/mia');
      expect(commit.files.sort()).toEqual(change.files.map(({ path }) => path));
      const awaited = async (text: string) =>
        (await world.eventually(change, now =>
          Boolean(now.awaiting?.what.includes(text)),
        ))!.awaiting;
      expect(await awaited('Argo CD')).toMatchObject({
        what: `Argo CD to sync ${commit.id.slice(0, 7)} on aks-north-1`,
        stuck: false,
      });

      world.collector.answer(
        'aks-north-1',
        'ok',
        { value: commit.id },
        {
          'web.ready': {
            status: 'critical',
            summary: '0 of 3 ready: ImagePullBackOff',
          },
        },
      );
      await world.odoo.collect('fake:aks-north-1');
      expect(await awaited('web.ready: 0 of 3 ready')).toMatchObject({
        stuck: false,
      });
      world.collector.answer('aks-north-1', 'ok', { value: commit.id });
      await world.odoo.collect('fake:aks-north-1', 'git:registry');
      const done = await world.until(change, 'done');
      expect(done.awaiting).toBeUndefined();
      expect(world.audit).toEqual(
        expect.arrayContaining([
          'change-propose success',
          'change-approve success',
          'change-apply success',
          'change-done success',
        ]),
      );
    });

    it('shows a dry run in full and stores nothing', async () => {
      const dry = await world.propose('ann', { dryRun: true });
      expect(dry.status).toBe(200);
      const { id, createdAt, updatedAt, expiresAt, timeline, ...shown } =
        await world.proposed('ann', {
          expectedContentHash: dry.body.contentHash,
        });
      expect(id).toEqual(expect.any(String));
      expect(dry.body).toMatchObject(JSON.parse(JSON.stringify(shown)));
      expect(dry.body).not.toHaveProperty('id');
      const list = await world.as('mia', 'get', '/changes');
      expect(list.body.total).toBe(1);
    });

    it('refuses what is not what the person saw', async () => {
      const other = `sha256:${'0'.repeat(64)}`;
      const proposal = await world.propose('ann', {
        expectedContentHash: other,
      });
      expect(proposal.status).toBe(409);
      const change = await world.proposed('ann');
      const stale = await world.approve('mia', {
        ...change,
        contentHash: other,
      });
      expect(stale.status).toBe(409);
      const update = await world.as('ann', 'put', `/changes/${change.id}`, {
        spec: { tier: 2, users: { named: 50 } },
        reason: 'more people',
        expectedContentHash: other,
      });
      expect(update.status).toBe(409);
    });

    it('answers the same key with the same change, and another body with 409', async () => {
      const [one, two] = await Promise.all([
        world.propose('ann', {}, 'key-1'),
        world.propose('ann', {}, 'key-1'),
      ]);
      expect([one.status, two.status].sort()).toEqual([200, 201]);
      expect(one.body.id).toBe(two.body.id);
      await world.approve('mia', one.body);
      await world.until(one.body, 'reconciling');
      // The environment exists now, which a new request would be refused for.
      const late = await world.propose('ann', {}, 'key-1');
      expect([late.status, late.body.id]).toEqual([200, one.body.id]);
      const other = await world.propose('ann', { reason: 'other' }, 'key-1');
      expect(other.status).toBe(409);
      const update = { kind: 'update', environment: 'harbour-civil/qa' };
      const spec = { users: { named: 60 } };
      const others = await world.propose('mia', { ...update, spec }, 'key-1');
      expect(others.status).toBe(201);
    });

    it('updates what exists, creates what does not, and says what nothing would change', async () => {
      const exists = await world.propose('ann', {
        environment: 'harbour-civil/qa',
        spec: {},
      });
      expect(exists.status).toBe(409);
      const update = { kind: 'update', spec: { users: { named: 60 } } };
      expect((await world.propose('ann', update)).status).toBe(404);
      const qa = { ...update, environment: 'harbour-civil/qa' };
      const same = await world.propose('ann', { ...qa, spec: {} });
      expect(same.status).toBe(400);
      expect(same.body.error.message).toContain('nothing would change');

      const change = await world.proposed('ann', qa);
      // Tier 3, not production: nobody has to approve.
      expect(change.approvalsNeeded).toBe(0);
      expect(change.spec.hostnames).toEqual(['harbour-civil-qa.odoo.example']);
      expect(change.previousPlan).toBeDefined();
      expect(change.files).toEqual(
        expect.arrayContaining([expect.objectContaining({ action: 'modify' })]),
      );
      await world.until(change, 'reconciling');
    });

    it('can be cancelled by its requester and rejected by an approver, once', async () => {
      const cancelled = await world.proposed('ann');
      const cancel = `/changes/${cancelled.id}/cancel`;
      expect((await world.as('ann', 'post', cancel)).body.state).toBe(
        'cancelled',
      );
      expect((await world.as('ann', 'post', cancel)).status).toBe(409);
      expect((await world.approve('mia', cancelled)).status).toBe(409);

      const rejected = await world.proposed('ann');
      const reject = `/changes/${rejected.id}/reject`;
      const comment = { comment: 'not in this quarter' };
      expect((await world.as('ann', 'post', reject, comment)).status).toBe(403);
      expect((await world.as('mia', 'post', reject, {})).status).toBe(400);
      expect(
        (await world.as('mia', 'post', reject, comment)).body,
      ).toMatchObject({
        state: 'rejected',
        timeline: expect.arrayContaining([
          expect.objectContaining({
            actor: 'user:default/mia',
            note: 'not in this quarter',
          }),
        ]),
      });
      expect(world.audit).toEqual(
        expect.arrayContaining([
          'change-cancel success',
          'change-cancel fail',
          'change-reject success',
        ]),
      );
    });
  },
);
