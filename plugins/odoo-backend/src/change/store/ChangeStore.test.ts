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
});
