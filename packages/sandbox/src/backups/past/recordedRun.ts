import type { BackupFaults } from '../faults';
import type { BackedUpServer, BaseRun } from '../ledger/ledger';
import type { Recording } from './recordPast';

/** A base backup may wait so long for its database to be healthy. */
const PATIENCE_MS = 15 * 60_000;

/** What the store refused when it was to take the last block list. */
const REFUSED =
  'failure uploading data (This request is not authorized to perform this operation using this permission.)';

/** The run that a server made of the recorded base backup of a moment; the ledger has it from then on. */
export function recordedRun(
  recording: Recording | undefined,
  faults: BackupFaults,
  server: BackedUpServer,
  name: string,
  at: Date,
): BaseRun | undefined {
  const base = recording?.bases.findLast(
    ({ startedAt }) =>
      startedAt <= at && at.getTime() - startedAt.getTime() < PATIENCE_MS,
  );
  if (!base || server.runs.some(run => run.startedAt >= base.startedAt)) {
    return undefined;
  }
  const { startedAt, stoppedAt, facts, id } = base;
  const refusedSince = faults.since(server.environment, 'upload-refused');
  const refused = refusedSince !== undefined && refusedSince <= startedAt;
  const run: BaseRun = {
    id,
    name,
    state: refused ? 'failed' : 'completed',
    startedAt,
    stoppedAt,
    ...(refused ? { error: REFUSED } : {}),
    base: facts,
    copied: true,
  };
  server.runs.push(run);
  return run;
}
