import { isError } from '@backstage/errors';
import {
  Decommissioned,
  StopReport,
  judgeRestorePoint,
  judgeStopped,
} from '@plumbline/plugin-odoo-common';
import { PORTAL, advance } from '../advance';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { StoredChange } from '../store';
import { reconciliationFacts } from '../verify/verifyChange';
import { assertAsLeft } from './assertAsLeft';

type Awaited =
  | { over: true; note: string; decommissioned: Decommissioned }
  | { over: false; what: string; stuck: boolean };

/** Looks whether what goes is gone, and whether all that it wrote can be brought back: then the files may go too. */
export async function awaitStop(
  context: ChangeContext,
  stored: StoredChange,
): Promise<void> {
  const { record } = stored;
  const now = new Date();
  const awaited = await look(context, record, now);
  if (awaited.over) {
    const { note, decommissioned } = awaited;
    await advance(
      context,
      stored,
      { type: 'conclude', outcome: 'passed', note },
      { actor: PORTAL, now, content: { decommissioned } },
    );
    return;
  }
  const { what, stuck } = awaited;
  await advance(
    context,
    stored,
    { type: 'verify', report: { done: false, what, stuck } },
    { actor: PORTAL, now },
  );
}

async function look(
  context: ChangeContext,
  record: ChangeRecord,
  now: Date,
): Promise<Awaited> {
  const changed = await changedMeanwhile(context, record);
  if (changed) return { over: false, what: changed, stuck: true };
  const facts = await reconciliationFacts(record, context, now);
  const report = judgeStopped(facts);
  return report.stopped
    ? lastRestorePoint(context, record, { report, now })
    : { over: false, what: report.what, stuck: report.stuck };
}

async function changedMeanwhile(
  context: ChangeContext,
  record: ChangeRecord,
): Promise<string | undefined> {
  try {
    const { registry } = context;
    await assertAsLeft(context, record, await registry.snapshot());
    return undefined;
  } catch (error) {
    if (isError(error) && error.name === 'ConflictError') return error.message;
    throw error;
  }
}

/** Nobody writes any more: the last moment of the database is in the store, or on its way there. */
async function lastRestorePoint(
  { recovery, platform, verifyTimeoutMs }: ChangeContext,
  { environment, spec, decommissioned }: ChangeRecord,
  { report, now }: { report: StopReport & { stopped: true }; now: Date },
): Promise<Awaited> {
  if (!decommissioned) throw new Error(`${environment} is not decommissioned`);
  const { stays, cluster } = decommissioned;
  const left = `${stays.length} objects that hold or keep its data stay on ${cluster}`;
  const check = judgeRestorePoint({
    policy: platform.tiers[spec.tier],
    facts: await recovery.facts(environment),
    now,
    writtenUntil: report.at,
  });
  if (check.verdict === 'pass') {
    return {
      over: true,
      note: `Stopped. ${check.summary}; ${left}`,
      decommissioned: { ...decommissioned, lastRestorePoint: check.at },
    };
  }
  await recovery.refresh(environment, now);
  const waited = now.getTime() - Date.parse(report.at);
  return {
    over: false,
    what: `the last restore point in the backup store: ${check.summary}`,
    stuck: waited >= verifyTimeoutMs,
  };
}
