import { isError } from '@backstage/errors';
import {
  PORTAL_REQUESTER,
  environmentRefSchema,
} from '@plumbline/plugin-odoo-common';
import { DueTest } from '../../recovery/tests/dueTests';
import { audited } from '../../routes/audited';
import { PORTAL } from '../advance';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { draftChange } from '../draftChange';
import { prepareChange } from '../propose';
import { existingEnvironment } from '../propose/existingEnvironment';
import { ChangeWorker } from '../worker/ChangeWorker';
import { drawTest } from './drawTest';

/** At once in the whole fleet: a restore takes a cluster's room and a store's bandwidth. */
const AT_ONCE = 2;

/** Reasons for which one environment cannot be tested now; the next one in turn may be. */
const NOT_NOW: ReadonlySet<string> = new Set([
  'ConflictError',
  'InputError',
  'NotFoundError',
]);

export interface DueTests {
  due(now: Date): Promise<DueTest[]>;
  underWay(): Promise<number>;
}

/** Asks for the restore tests that are due, a few at a time: a new fleet is not restored all at once. */
export async function proposeDueTests(
  context: ChangeContext,
  worker: ChangeWorker,
  tests: DueTests,
  signal?: AbortSignal,
): Promise<void> {
  let free = AT_ONCE - (await tests.underWay());
  if (free <= 0) return;
  for (const test of await tests.due(new Date())) {
    if (free <= 0 || signal?.aborted) return;
    if (await propose(context, worker, test)) free -= 1;
  }
}

/** Answers whether it was proposed. */
async function propose(
  context: ChangeContext,
  worker: ChangeWorker,
  test: DueTest,
): Promise<boolean> {
  const { environment } = test;
  try {
    const record = await draft(context, test);
    const meta = {
      environment,
      change: record.id,
      requester: PORTAL_REQUESTER,
    };
    await audited(
      context.auditor,
      { eventId: 'change-propose', meta },
      async () => {
        await context.store.insert(record);
      },
    );
    worker.kick(record.id);
    return true;
  } catch (error) {
    if (!isError(error) || !NOT_NOW.has(error.name)) throw error;
    context.logger.debug(
      `The restore test of ${environment} that is due cannot begin now: ${error.message}`,
    );
    return false;
  }
}

async function draft(
  context: ChangeContext,
  { environment, tier, dueAt }: DueTest,
): Promise<ChangeRecord> {
  const now = new Date();
  const ref = environmentRefSchema.parse(environment);
  const snapshot = await context.registry.snapshot();
  const { spec } = existingEnvironment(ref, snapshot);
  const restoreTest = await drawTest(context, ref, { now });
  const prepared = await prepareChange(
    { kind: 'restore-test', ref, spec, restoreTest },
    { ...context, snapshot, now },
  );
  const period = context.platform.tiers[spec.tier].restoreTest;
  const reason = `Tier ${tier} is tested ${period}: due since ${dueAt}`;
  return draftChange(context, prepared, PORTAL, { reason, now });
}
