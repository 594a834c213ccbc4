import { isError } from '@backstage/errors';
import {
  PORTAL_REQUESTER,
  formatEnvironmentRef,
  hasExpired,
} from '@plumbline/plugin-odoo-common';
import { RegisteredEnvironment, RegistrySnapshot } from '../../registry';
import { audited } from '../../routes/audited';
import { PORTAL } from '../advance';
import { ChangeContext } from '../ChangeContext';
import { assertStaying } from '../decommission';
import { draftChange } from '../draftChange';
import { prepareChange } from '../propose';
import { IdempotencyKey, PendingChangesOf } from '../store';
import { ChangeWorker } from '../worker/ChangeWorker';

/** Reasons for which one environment cannot be proposed now; the next one in turn may be. */
const NOT_NOW: ReadonlySet<string> = new Set(['ConflictError', 'InputError']);

/**
 * Proposes the end of what is over its last day. Nothing ends by itself: a person confirms it, or says until when it
 * is needed. What people are changing just now is left to them, and no day is brought up twice.
 */
export async function proposeExpired(
  context: ChangeContext,
  worker: ChangeWorker,
  pending: PendingChangesOf,
  signal?: AbortSignal,
): Promise<void> {
  const snapshot = await context.registry.snapshot();
  const now = new Date();
  const expired = [...snapshot.environments.values()].filter(({ spec }) =>
    hasExpired(spec, now),
  );
  const busy = await pending(expired.map(formatEnvironmentRef));
  for (const environment of expired) {
    if (signal?.aborted) return;
    if (busy.has(formatEnvironmentRef(environment))) continue;
    await propose(context, worker, { environment, snapshot, now });
  }
}

interface Expired {
  environment: RegisteredEnvironment;
  snapshot: RegistrySnapshot;
  now: Date;
}

async function propose(
  context: ChangeContext,
  worker: ChangeWorker,
  expired: Expired,
): Promise<void> {
  const environment = formatEnvironmentRef(expired.environment);
  const key = keyOf(expired.environment);
  if (await context.store.byKey(key)) return;
  try {
    const record = await draft(context, expired);
    const { id } = record;
    const meta = { environment, change: id, requester: PORTAL_REQUESTER };
    await audited(
      context.auditor,
      { eventId: 'change-propose', meta },
      async () => {
        await context.store.insert(record, key);
      },
    );
    worker.kick(id);
  } catch (error) {
    if (!isError(error) || !NOT_NOW.has(error.name)) throw error;
    context.logger.debug(
      `The end of ${environment}, which has expired, cannot be proposed now: ${error.message}`,
    );
  }
}

async function draft(
  context: ChangeContext,
  { environment, snapshot, now }: Expired,
) {
  const { tenant, stage, spec } = environment;
  const ref = { tenant, stage };
  await assertStaying(context.store, formatEnvironmentRef(ref));
  const prepared = await prepareChange(
    { kind: 'decommission', ref, spec },
    { ...context, snapshot, now },
  );
  const reason = `Needed until ${spec.expires}, which is over. Confirm its end, or say until when it is needed`;
  return draftChange(context, prepared, PORTAL, { reason, now });
}

/** One proposal for each environment and day, whichever replica is first. */
function keyOf(environment: RegisteredEnvironment): IdempotencyKey {
  const { expires } = environment.spec;
  return {
    requester: PORTAL_REQUESTER,
    key: `expired ${formatEnvironmentRef(environment)} ${expires}`,
    bodyHash: expires,
  };
}
