import { testDatabases } from '../../__testUtils__/databases';
import { migrate } from '../../readModel';
import { RepositoryLock, repositoryLockName } from './RepositoryLock';

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('RepositoryLock on %s', engine => {
  it('is held by one, given back, and taken over only from who is dead', async () => {
    const knex = await databases.init(engine);
    await migrate({ getClient: async () => knex });
    const lock = new RepositoryLock(knex, 'gitops');
    const other = new RepositoryLock(knex, 'gitops');

    const outcome = await lock.tryRun(async held => {
      await held.assertHeld();
      expect(await other.tryRun(async () => 'ran')).toBe('busy');
      // As if this process had been stalled beyond its lease.
      const past = new Date(0).toISOString();
      await knex('leases').update({ expires_at: past });
      await expect(held.assertHeld()).rejects.toThrow(/lost/);
      expect(await other.tryRun(async () => 'taken over')).toBe('taken over');
      await expect(held.assertHeld()).rejects.toThrow(/lost/);
      return 'done';
    });
    expect(outcome).toBe('done');
    expect(await other.tryRun(async () => 'free')).toBe('free');
    await expect(
      lock.tryRun(async () => {
        throw new Error('failed');
      }),
    ).rejects.toThrow('failed');
    expect(await lock.tryRun(async () => 'given back')).toBe('given back');
  });
});

describe('repositoryLockName', () => {
  it.each([
    ['https://portal:token@git.example/x.git', 'https://git.example/x.git'],
    ['git@git.example:x.git', 'git@git.example:x.git'],
    ['/srv/a@b.git', '/srv/a@b.git'],
  ])('of %s keeps no credential', (url, kept) => {
    expect(repositoryLockName({ url, branch: 'main' })).toBe(
      `gitops:${kept}#main`,
    );
  });
});
