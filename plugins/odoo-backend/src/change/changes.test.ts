import { mockCredentials } from '@backstage/backend-test-utils';
import { changeSchema } from '@plumbline/plugin-odoo-common';
import { ChangeWorld } from '../__testUtils__/ChangeWorld';
import { testDatabases } from '../__testUtils__/databases';
import { environmentFiles } from '../__testUtils__/documents';

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('changes on %s', engine => {
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
      ['quota', 'pass'],
      ['tier', 'pass'],
      ['approvals', 'pending'],
    ]);
    const spec = change.files.find(({ path }) =>
      path.endsWith('production/environment.yaml'),
    );
    expect(spec).toMatchObject({ action: 'add' });
    expect(spec?.diff).toContain('+    named: 40');
    expect((await world.approve('mia', change)).body.state).toBe('approved');

    const waiting = await world.until(change, 'reconciling');
    expect(waiting.parent).toBe(world.remote.log()[1].id);
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

    world.collector.answer('aks-north-1', 'critical', {
      summary: '0 of 3 ready: ImagePullBackOff',
      value: commit.id,
    });
    await world.odoo.collect('fake:aks-north-1');
    expect(await awaited('ImagePullBackOff')).toMatchObject({ stuck: true });
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
    const proposal = await world.propose('ann', { expectedContentHash: other });
    expect(proposal.status).toBe(409);
    const change = await world.proposed('ann');
    const stale = await world.approve('mia', { ...change, contentHash: other });
    expect(stale.status).toBe(409);
    const update = await world.as('ann', 'put', `/changes/${change.id}`, {
      spec: { tier: 2, users: { named: 50 } },
      reason: 'more people',
      expectedContentHash: other,
    });
    expect(update.status).toBe(409);
  });

  it('lets nobody approve what they wrote, and voids approvals with a revision', async () => {
    const change = await world.proposed('mia', { spec: { tier: 1 } });
    expect(change.approvalsNeeded).toBe(2);
    const own = await world.approve('mia', change);
    expect([own.status, own.body.error.name]).toEqual([403, 'NotAllowedError']);
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

  it('is for signed-in people only, and each permission counts', async () => {
    const change = await world.proposed('ann');
    const service = mockCredentials.service.header();
    const path = `/changes/${change.id}`;
    const writes: [string, object][] = [
      ['/changes', { ...change, dryRun: true }],
      ['/changes', {}],
      [`${path}/approve`, { comment: 'x', contentHash: change.contentHash }],
      [`${path}/reject`, { comment: 'x' }],
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
    expect((await world.as('rail', 'post', `${path}/cancel`)).status).toBe(403);
    expect(
      (await world.as('rail', 'put', path, { spec: {}, reason: 'mine' }))
        .status,
    ).toBe(403);
    expect((await world.as('ann', 'get', '/changes/none')).status).toBe(404);
    expect((await world.as('mia', 'post', `${path}/override`, {})).status).toBe(
      404,
    );
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

  it('lets one of two changes of one environment win and gates the other on the new head', async () => {
    const update = { kind: 'update', environment: 'harbour-civil/qa' };
    const tier2 = (named: number) => ({
      ...update,
      spec: {
        tier: 2,
        residency: ['northeurope', 'westeurope'],
        users: { named },
      },
    });
    const first = await world.proposed('ann', tier2(60));
    const second = await world.proposed('ann', tier2(70));
    await Promise.all([
      world.approve('mia', first),
      world.approve('mia', second),
    ]);
    const changes = async () => [
      await world.read(first),
      await world.read(second),
    ];
    for (let round = 0; round < 40; round++) {
      await world.drive();
      const states = (await changes()).map(({ state }) => state).sort();
      if (states.join() === 'awaiting-approval,reconciling') break;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    const [winner, loser] = (await changes()).sort(
      (a, b) =>
        Number(b.state === 'reconciling') - Number(a.state === 'reconciling'),
    );
    expect(winner.state).toBe('reconciling');
    expect(loser).toMatchObject({
      state: 'awaiting-approval',
      revision: 2,
      approvals: [{ valid: false }],
    });
    expect(loser.timeline.map(({ note }) => note).join()).toContain(
      'no longer what was seen',
    );
    expect(world.remote.log()).toHaveLength(2);
    await world.approve('mia', loser);
    await world.until(loser, 'reconciling');
    expect(world.remote.log()).toHaveLength(3);
  });

  it('repeats everything when somebody else pushes, and keeps what both did', async () => {
    const change = await world.proposed('ann');
    const other = world.remote.push({ 'README.md': 'other\n' });
    await world.approve('mia', change);
    const applied = await world.until(change, 'reconciling');
    expect(applied.parent).toBe(other);
    expect(world.remote.log()).toHaveLength(3);
  });

  it('does not count the approval of somebody who lost the permission', async () => {
    const change = await world.proposed('ann', { spec: { tier: 1 } });
    await world.approve('mia', change);
    world.people.revokeApproval('user:default/mia');
    await world.approve('max', change);
    const waiting = await world.until(change, 'awaiting-approval');
    expect(
      waiting.approvals.map(({ approver, valid }) => [approver, valid]),
    ).toEqual([
      ['user:default/mia', false],
      ['user:default/max', true],
    ]);
    expect(world.remote.log()).toHaveLength(1);
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
    expect((await world.as('mia', 'post', reject, comment)).body).toMatchObject(
      {
        state: 'rejected',
        timeline: expect.arrayContaining([
          expect.objectContaining({
            actor: 'user:default/mia',
            note: 'not in this quarter',
          }),
        ]),
      },
    );
    expect(world.audit).toEqual(
      expect.arrayContaining([
        'change-cancel success',
        'change-cancel fail',
        'change-reject success',
      ]),
    );
  });

  it('lists what the caller may read, filtered and in pages', async () => {
    const mine = await world.proposed('ann');
    const update = { kind: 'update', environment: 'harbour-rail/qa' };
    await world.proposed('rail', { ...update, spec: { users: { named: 60 } } });
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
    expect((await world.as('mia', 'get', '/changes?state=x')).status).toBe(400);

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
    const key = await world.propose('ann', {}, 'with space');
    expect(key.body.error.details[0].path).toBe('Idempotency-Key');
  });
});
