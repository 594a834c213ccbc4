import { ChangeKind, isBroughtBack } from '@plumbline/plugin-odoo-common';
import { PORTAL, advance } from '../advance';
import { RepositoryLock } from '../apply/RepositoryLock';
import { isAtHost } from '../apply/hosted';
import { commitSecond } from '../apply/secondCommit';
import { ChangeContext } from '../ChangeContext';
import { awaitStop, filesInTheEnd } from '../decommission';
import { awaitResult } from '../restoreTest';
import { showNewHead } from '../showNewHead';
import { StoredChange } from '../store';

/** What the first commit of such a change is awaited for; it is stored as its conclusion. */
const AWAITED: Partial<
  Record<
    ChangeKind,
    (context: ChangeContext, stored: StoredChange) => Promise<void>
  >
> = { 'restore-test': awaitResult, decommission: awaitStop };

/**
 * Takes a change of two commits that was applied to its end; answers false for a change that has one, and for what is
 * brought back: there the cluster tells, as it does of any change.
 */
export async function driveTwoCommits(
  context: ChangeContext,
  lock: RepositoryLock,
  applied: StoredChange,
  { look }: { look: boolean },
): Promise<boolean> {
  const { id, kind, conclusion } = applied.record;
  const awaited = AWAITED[kind];
  if (!awaited || isBroughtBack(applied.record)) return false;
  if (!conclusion) await awaited(context, applied);
  const concluded = await context.store.get(id);
  if (!concluded.record.conclusion) return true;
  if (await isHeldBack(context, concluded)) return true;
  if (!look && isAtHost(concluded.record)) return true;
  await commitSecond(context, lock, id);
  const { record } = await context.store.get(id);
  const isThere = record.state !== 'reconciling' || isBroughtBack(record);
  if (isThere) await showNewHead(context);
  return true;
}

/** Says whose turn it is when somebody has to do something before the second commit: none is tried then. */
async function isHeldBack(
  context: ChangeContext,
  concluded: StoredChange,
): Promise<boolean> {
  const { kind, conclusion } = concluded.record;
  if (kind !== 'decommission' || conclusion?.commit) return false;
  const snapshot = await context.registry.snapshot();
  const end = await filesInTheEnd(context, concluded.record, snapshot);
  if (!('against' in end)) return false;
  const report = { done: false, what: end.against, stuck: true } as const;
  await advance(
    context,
    concluded,
    { type: 'verify', report },
    { actor: PORTAL, now: new Date() },
  );
  return true;
}
