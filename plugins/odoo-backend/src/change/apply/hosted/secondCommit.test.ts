import { Change } from '@plumbline/plugin-odoo-common';
import { RECOVERY_NOW, factsOf } from '@plumbline/plugin-odoo-common/testUtils';
import { ChangeWorld } from '../../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../../__testUtils__/databases';
import {
  factsWith,
  resultOf,
  testingPlatform,
} from '../../../__testUtils__/restoreTests';
import { later, useClock } from '../../../__testUtils__/useClock';
import { DatabaseCommitLedger } from '../../ledger';

const QA = 'harbour-civil/qa';
const NORTH = 'fake:aks-north-1';

const databases = testDatabases();
jest.setTimeout(120_000);

describe('the second commit of a change, by a pull request of its own', () => {
  const [engine] = databases.eachSupportedId()[0];
  let world: ChangeWorld;
  beforeEach(async () => {
    useClock(RECOVERY_NOW);
    world = await ChangeWorld.start(databases, engine, {
      host: 'github',
      mergeMethod: 'squash',
      odoo: { platform: testingPlatform },
    });
    world.collector.answer('aks-north-1', 'ok');
    world.collector.recovery.set(QA, factsOf());
    await world.odoo.collect(NORTH);
  });
  afterEach(async () => {
    await world?.stop();
    jest.useRealTimers();
  });

  it('waits for its checks, is opened again by nobody but people, and leaves nothing behind', async () => {
    const { pulls } = world.host.repository;
    const asked = await world.propose('ann', {
      kind: 'restore-test',
      environment: QA,
      spec: undefined,
      reason: 'The auditors ask',
    });
    expect([asked.status, asked.body.error]).toEqual([201, undefined]);
    const change: Change = asked.body;
    // Nothing is required: the host merges at once.
    const running = await world.until(change, 'reconciling');
    expect(pulls.map(({ state }) => state)).toEqual(['merged']);
    const awaited = await world.eventually(change, now =>
      Boolean(now.awaiting?.what.includes('signed result')),
    );
    world.host.repository.required = ['build'];
    world.collector.recovery.set(QA, factsWith(resultOf(awaited)));
    later(1);
    const cleaning = await world.eventually(change, now =>
      Boolean(now.awaiting?.what.includes('build')),
    );
    expect(cleaning).toMatchObject({
      state: 'reconciling',
      commit: running.commit,
      conclusion: { outcome: 'passed' },
      pullRequest: {
        number: 2,
        branch: `plumbline/changes/${change.id}-clean-up`,
      },
    });
    expect(cleaning.conclusion?.commit).toBeUndefined();

    world.host.repository.close(2);
    later(1);
    await world.eventually(change, now =>
      Boolean(now.awaiting?.what.includes('to be opened again')),
    );
    expect(pulls).toHaveLength(2);
    pulls[1].state = 'open';
    world.host.repository.report(cleaning.pullRequest!.commit, {
      name: 'build',
      outcome: 'success',
    });
    later(1);
    const done = await world.until(change, 'done');
    const [last] = world.remote.log();
    expect(done.conclusion?.commit).toBe(last.id);
    expect(last.id).not.toBe(cleaning.pullRequest!.commit);
    const ledger = new DatabaseCommitLedger(world.knex);
    expect(await ledger.isKnown([last.id])).toEqual(new Set([last.id]));
    expect(
      world.remote.files().filter(path => path.startsWith('restore-tests/')),
    ).toEqual([]);
    later(1);
    await world.drive();
    expect(world.host.repository.git('branch', '--list')).toBe('* main');
  });
});
