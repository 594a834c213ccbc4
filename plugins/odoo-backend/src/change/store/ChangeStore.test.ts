import { mockServices } from '@backstage/backend-test-utils';
import { changeOf } from '@plumbline/plugin-odoo-common/testUtils';
import { testDatabases } from '../../__testUtils__/databases';
import { migrate } from '../../readModel';
import { ChangeStore } from './ChangeStore';

const databases = testDatabases();
jest.setTimeout(60_000);

const record = {
  ...changeOf(),
  id: 'chg-7',
  head: 'a'.repeat(40),
  placement: { cluster: 'aks-north-1', databaseServer: 'own' },
  owner: 'group:default/harbour-civil-erp',
};
const now = new Date('2026-11-23T10:00:00Z');

const rollout = {
  id: 'rol-1',
  version: 1,
  state: 'running',
  release_version: '18.0-2026.12.1',
  ring: 'staging',
  requester: 'user:default/mia',
  created_at: now.toISOString(),
  document: '{}',
};

describe.each(databases.eachSupportedId())('ChangeStore on %s', engine => {
  it('says that a change is new or another, not that one was asked for again', async () => {
    const knex = await migrate(
      mockServices.database.mock({
        getClient: async () => databases.init(engine),
      }),
    );
    const changed = jest.fn();
    const store = new ChangeStore(knex, changed);
    const key = { requester: record.requester, key: 'k', bodyHash: 'h' };
    const { stored } = await store.insert(record, key);
    expect(changed).toHaveBeenCalledTimes(1);
    expect((await store.insert(record, key)).created).toBe(false);
    expect(changed).toHaveBeenCalledTimes(1);

    await store.replace(stored, { ...record, state: 'approved' }, { now });
    expect(changed).toHaveBeenCalledTimes(2);
    await expect(store.replace(stored, record, { now })).rejects.toThrow(
      'somebody else',
    );
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('fixes no commit of a rollout that was halted after the last look, or that leaves the environment out', async () => {
    const knex = await migrate(
      mockServices.database.mock({
        getClient: async () => databases.init(engine),
      }),
    );
    const store = new ChangeStore(knex);
    await knex('rollouts').insert(rollout);
    const approved = { ...record, state: 'approved', parent: 'rol-1' } as const;
    const { stored } = await store.insert(approved);
    expect(await store.isHeldBack(approved)).toBe(false);
    const commit = 'c'.repeat(40);
    const fix = () =>
      store.replace(
        stored,
        { ...approved, commit },
        { now, commits: [commit] },
      );

    for (const state of ['paused', 'stopped']) {
      await knex('rollouts').update({ state });
      await expect(fix()).rejects.toThrow('was halted');
    }
    await knex('rollouts').update({ state: 'running' });
    const { environment } = record;
    await knex('rollout_items').insert({
      rollout_id: 'rol-1',
      environment,
      position: 0,
      step: 'skipped',
      document: '{}',
    });
    await expect(fix()).rejects.toThrow('goes on without it');
    expect(await knex('commit_ledger')).toEqual([]);

    await knex('rollout_items').update({ step: 'proposed' });
    expect((await fix()).record.commit).toBe(commit);
    await knex('rollouts').update({ state: 'paused' });
    const fixed = { record: { ...approved, commit }, version: 2 };
    const arrived = { ...fixed.record, state: 'reconciling' } as const;
    await store.replace(fixed, arrived, { now });
  });
});
