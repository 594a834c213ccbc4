import type {
  ArchivedServer,
  BaseBackupRun,
  BaseBackups,
} from '../baseBackups';

/** A run ends this long after its start. */
const DURATION_MS = 8000;

/** Base backups that take their time and never fail; nothing is stored. */
export function testBackups(): BaseBackups {
  const servers = new Map<string, Map<string, BaseBackupRun>>();
  const runsOf = ({ environment }: ArchivedServer) => {
    const runs = servers.get(environment) ?? new Map<string, BaseBackupRun>();
    servers.set(environment, runs);
    return runs;
  };
  return {
    nextChance: at => at,
    run(server, name, now) {
      const run: BaseBackupRun = runsOf(server).get(name) ?? {
        id: now.toISOString(),
        state: 'running',
        startedAt: now,
      };
      const end = run.startedAt.getTime() + DURATION_MS;
      if (now.getTime() >= end) {
        run.state = 'completed';
        run.stoppedAt ??= now;
      }
      runsOf(server).set(name, run);
      return run;
    },
    expire(server, retentionMs, now) {
      const runs = runsOf(server);
      for (const [name, { stoppedAt }] of runs) {
        const age = now.getTime() - (stoppedAt ?? now).getTime();
        if (age > retentionMs) runs.delete(name);
      }
    },
    catalogue: server => [...runsOf(server).values()],
  };
}
