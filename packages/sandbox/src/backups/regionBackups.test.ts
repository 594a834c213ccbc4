import type { BackedUpServer, BaseRun, Ledger } from './ledger/ledger';
import { RegionBackups } from './regionBackups';

const HOUR = 3_600_000;
const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));
const SERVER = { namespace: 'ns', environment: 'harbour-civil/qa', tier: 3 };

const run = (hour: number, more: Partial<BaseRun> = {}): BaseRun => ({
  id: `run-${hour}`,
  name: `backup-${hour}`,
  state: 'completed',
  startedAt: at(hour),
  stoppedAt: new Date(at(hour).getTime() + 4000),
  copied: true,
  ...more,
});

function setUp(runs: BaseRun[], openedAt: Date) {
  const server: BackedUpServer = {
    environment: SERVER.environment,
    region: 'northeurope',
    tier: 3,
    primary: { segment: '', attachment: 0 },
    secondary: { segment: '', attachment: 0 },
    runs,
  };
  const ledger: Ledger = {
    lives: [
      { from: at(0), until: at(10) },
      { from: at(20), until: at(20) },
    ],
    servers: [server],
  };
  const forgotten: string[] = [];
  const begun: string[] = [];
  const backups = new RegionBackups('northeurope', ledger, openedAt, {
    recorded: () => undefined,
    begin: (_, name) => {
      begun.push(name);
      return run(21, { name, state: 'running', stoppedAt: undefined });
    },
    forget: (_, { id }) => forgotten.push(id),
  });
  return { backups, server, forgotten, begun };
}

describe('base backups of a region', () => {
  it('are taken while the sandbox runs, and wait for its next start in between', () => {
    const { backups } = setUp([], at(20));
    expect(backups.nextChance(at(-5))).toEqual(at(0));
    expect(backups.nextChance(at(5))).toEqual(at(5));
    expect(backups.nextChance(at(12))).toEqual(at(20));
    expect(backups.nextChance(at(30))).toEqual(at(30));
  });

  it('happen again in a replay as they were, and none that was not', () => {
    const { backups, begun } = setUp([run(6)], at(20));
    expect(backups.run(SERVER, 'backup-6', at(6)).state).toBe('running');
    const end = new Date(at(6).getTime() + 5000);
    expect(backups.run(SERVER, 'backup-6', end)).toMatchObject({
      id: 'run-6',
      state: 'completed',
    });
    // The object of this replay may have got another name.
    expect(backups.run(SERVER, 'backup-6b', end).id).toBe('run-6');
    expect(backups.run(SERVER, 'backup-8', at(8)).state).toBe('failed');
    expect(begun).toEqual([]);
    expect(backups.run(SERVER, 'backup-21', at(21)).state).toBe('running');
    expect(begun).toEqual(['backup-21']);
  });

  it('expire by the retention policy, but for the one that it still needs', () => {
    const hours = [0, 6, 12, 18];
    const { backups, server, forgotten } = setUp(
      hours.map(hour => run(hour)),
      at(20),
    );
    backups.expire(SERVER, 7 * HOUR, at(20));
    expect(forgotten).toEqual(['run-0', 'run-6']);
    expect(server.runs.map(({ id }) => id)).toEqual(['run-12', 'run-18']);
  });
});
