import { testDatabases } from '../../__testUtils__/databases';
import { migrate } from '../../readModel';
import { DatabaseCommitLedger } from './DatabaseCommitLedger';
import { recordCommit } from './recordCommit';

const databases = testDatabases();
jest.setTimeout(60_000);
const now = new Date('2026-11-23T08:00:00Z');

describe.each(databases.eachSupportedId())('commit ledger on %s', engine => {
  it('knows what change control committed, and keeps the first baseline', async () => {
    const knex = await databases.init(engine);
    await migrate({ getClient: async () => knex });
    const ledger = new DatabaseCommitLedger(knex);
    expect(await ledger.baseline()).toBeUndefined();

    const entry = { commit: 'ours', changeId: 'c-1', now };
    await recordCommit(knex, entry);
    await recordCommit(knex, entry);
    expect(await ledger.baseline()).toBeUndefined();
    await ledger.ensureBaseline('first', now);
    await ledger.ensureBaseline('second', now);
    expect(await ledger.baseline()).toBe('first');

    const many = Array.from({ length: 1200 }, (_, index) => `other-${index}`);
    expect(await ledger.isKnown([...many, 'ours', 'second'])).toEqual(
      new Set(['ours']),
    );
  });
});
