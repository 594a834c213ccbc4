import { judgeRestoreTest } from '@plumbline/plugin-odoo-common';
import { restoreTestSeconds } from '@plumbline/plugin-odoo-golden-path';
import { PORTAL, advance } from '../advance';
import { appliedAt } from '../appliedAt';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { StoredChange } from '../store';

/** For the controller to start the Job, and for its result to be found. */
const MARGIN_MS = 15 * 60 * 1000;

/** Looks for the result of a test; asks for the store to be read again while there is none. */
export async function awaitResult(
  context: ChangeContext,
  stored: StoredChange,
): Promise<void> {
  const { record } = stored;
  const { environment, restoreTest } = record;
  if (!restoreTest) throw new Error(`${record.id} is no restore test`);
  const now = new Date();
  const deadline = restoreTest.deadline ?? deadlineOf(record, context);
  const results = await context.recovery.results(environment);
  const report = judgeRestoreTest({ ...restoreTest, deadline }, results, now);
  if (report.ended) {
    const { outcome, note, result } = report;
    await advance(
      context,
      stored,
      { type: 'conclude', outcome, note },
      {
        actor: PORTAL,
        now,
        content: { restoreTest: { ...restoreTest, deadline, result } },
      },
    );
    await context.recovery.judgeAgain(environment, now);
    return;
  }
  await advance(
    context,
    stored,
    {
      type: 'verify',
      report: { done: false, what: report.what, stuck: report.stuck },
    },
    {
      actor: PORTAL,
      now,
      content: { restoreTest: { ...restoreTest, deadline } },
    },
  );
  await context.recovery.refresh(environment, now);
}

/** Never before the Job itself has given up. */
function deadlineOf(
  record: ChangeRecord,
  { restoreTestTimeoutMs }: Pick<ChangeContext, 'restoreTestTimeoutMs'>,
): string {
  const job = restoreTestSeconds(record) * 1000 + MARGIN_MS;
  const wait = Math.max(restoreTestTimeoutMs, job);
  return new Date(Date.parse(appliedAt(record)) + wait).toISOString();
}
