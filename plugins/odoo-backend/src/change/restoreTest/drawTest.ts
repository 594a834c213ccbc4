import { ConflictError } from '@backstage/errors';
import {
  EnvironmentRef,
  RepositoryReport,
  chooseRestorePoint,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { randomBytes, randomUUID } from 'node:crypto';
import { fieldErrors } from '../../routes/parse';
import { ChangeContext } from '../ChangeContext';
import { DrawnTest } from '../propose';
import { testOnItsWay } from '../store/restoreTests';

const NONCE_BYTES = 16;

/**
 * Chooses what a restore test restores, from what was last read of the store: nothing that is only hoped to be
 * there. Fails with ConflictError when another test is on its way or nothing can be chosen, and with the field
 * errors of `restoreTest.to`.
 */
export async function drawTest(
  { recovery }: Pick<ChangeContext, 'recovery'>,
  ref: EnvironmentRef,
  { to, now }: { to?: string; now: Date },
): Promise<DrawnTest> {
  const environment = formatEnvironmentRef(ref);
  const running = await recovery.running(environment);
  if (running) throw testOnItsWay(environment, running);
  const database = await recovery.database(environment);
  if (!database) {
    throw new ConflictError(
      `What the backup store holds of ${environment} has not been read: nothing can be chosen to restore. See Sources`,
    );
  }
  if (database.expiresAt <= now.toISOString()) {
    throw new ConflictError(
      `What the backup store holds of ${environment} was last read at ${database.observedAt}: too long ago to choose what to restore. See Sources`,
    );
  }
  const wanted = to && new Date(to).toISOString();
  const { report } = database.fact;
  const chosen = chooseRestorePoint(report, wanted);
  if ('refused' in chosen) throw refusal(chosen.refused, report, wanted);
  return {
    id: randomUUID(),
    nonce: randomBytes(NONCE_BYTES).toString('hex'),
    point: chosen.point,
    ...(wanted && { to: wanted }),
  };
}

function refusal(
  reason: string,
  { earliestRestorePoint, newestRestorePoint }: RepositoryReport,
  to: string | undefined,
): Error {
  if (to === undefined || newestRestorePoint === null) {
    return new ConflictError(reason);
  }
  const from = earliestRestorePoint ? `from ${earliestRestorePoint} ` : '';
  return fieldErrors([
    {
      path: 'restoreTest.to',
      message: `cannot be restored to: ${reason}`,
      accepted: `a time ${from}to ${newestRestorePoint}, or none for the newest`,
    },
  ]);
}
