import {
  Decommissioned,
  judgeRestorePoint,
  judgeStopped,
} from '@plumbline/plugin-odoo-common';
import { PORTAL, advance } from '../advance';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { StoredChange } from '../store';
import { reconciliationFacts } from '../verify/verifyChange';
import { otherThanLeft } from './otherThanLeft';

/** `decommissioned`: what is known of its end by now. */
type Awaited = { decommissioned: Decommissioned } & (
  | { over: true; note: string }
  | { over: false; what: string; stuck: boolean }
);

/** Looks whether what goes is gone, and whether all that it wrote can be brought back: then the files may go too. */
export async function awaitStop(
  context: ChangeContext,
  stored: StoredChange,
): Promise<void> {
  const now = new Date();
  const awaited = await look(context, stored.record, now);
  await advance(
    context,
    stored,
    awaited.over
      ? { type: 'conclude', outcome: 'passed', note: awaited.note }
      : {
          type: 'verify',
          report: { done: false, what: awaited.what, stuck: awaited.stuck },
        },
    { actor: PORTAL, now, content: { decommissioned: awaited.decommissioned } },
  );
}

async function look(
  context: ChangeContext,
  record: ChangeRecord,
  now: Date,
): Promise<Awaited> {
  const { decommissioned, environment } = record;
  if (!decommissioned) throw new Error(`${environment} is not decommissioned`);
  const snapshot = await context.registry.snapshot();
  const changed = await otherThanLeft(context, record, snapshot);
  if (changed) {
    // What was put back may have run since.
    const anew = { ...decommissioned, stoppedAt: undefined };
    return { over: false, what: changed, stuck: true, decommissioned: anew };
  }
  const report = judgeStopped(await reconciliationFacts(record, context, now));
  if (report.stopped) {
    const { stoppedAt = report.at } = decommissioned;
    const stopped = { ...decommissioned, stoppedAt };
    return lastRestorePoint(context, record, { stopped, now });
  }
  const { what, stuck, running } = report;
  return {
    over: false,
    what,
    stuck,
    decommissioned: running
      ? { ...decommissioned, stoppedAt: undefined }
      : decommissioned,
  };
}

/** Nobody writes any more: the last moment of the database is in the store, or on its way there. */
async function lastRestorePoint(
  { recovery, platform, verifyTimeoutMs }: ChangeContext,
  { environment, spec }: ChangeRecord,
  {
    stopped,
    now,
  }: { stopped: Decommissioned & { stoppedAt: string }; now: Date },
): Promise<Awaited> {
  const { stays, cluster, stoppedAt } = stopped;
  const left = `${stays.length} objects that hold or keep its data stay on ${cluster}`;
  const check = judgeRestorePoint({
    policy: platform.tiers[spec.tier],
    facts: await recovery.facts(environment),
    now,
    neverUsed:
      spec.copyOf !== undefined && (await recovery.neverWell(environment)),
    writtenUntil: stoppedAt,
  });
  if (check.verdict === 'pass') {
    return {
      over: true,
      note: `Stopped. ${check.summary}; ${left}`,
      decommissioned: { ...stopped, lastRestorePoint: check.at },
    };
  }
  await recovery.refresh(environment, now);
  const waited = now.getTime() - Date.parse(stoppedAt);
  return {
    over: false,
    what: `the last restore point in the backup store: ${check.summary}`,
    stuck: waited >= verifyTimeoutMs,
    decommissioned: stopped,
  };
}
