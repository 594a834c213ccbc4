import { isError } from '@backstage/errors';
import {
  GATE_TITLES,
  GateResult,
  countingApprovals,
} from '@plumbline/plugin-odoo-common';
import { evaluateGates } from '../gates';
import { RegistrySnapshot } from '../registry';
import { lostCopier } from './access/lostCopier';
import { lostDeciders } from './access/lostDeciders';
import { Advanced, PORTAL, advance } from './advance';
import { decidedAt } from './apply/commitMessage';
import { ChangeContext } from './ChangeContext';
import { ChangeRecord } from './ChangeRecord';
import { assertStaying } from './decommission';
import { contentOf, proposedBy } from './contentOf';
import { PreparedChange, PushedError, prepareChange } from './propose';
import { StoredChange } from './store';

/** Reasons for which a proposal cannot be worked out any more; anything else is an outage and passes. */
const IMPOSSIBLE: ReadonlySet<string> = new Set([
  'ConflictError',
  'InputError',
  'NotFoundError',
]);

export type Regated = Advanced & {
  /** Present when the change could be worked out and its gates were evaluated. */
  prepared?: PreparedChange;
  gates?: GateResult[];
};

/**
 * Works a stored change out again at a commit and evaluates every gate there and now. The same content goes
 * on; other content becomes a new revision, whose approvals are void; content that has become impossible
 * fails the change with the reason; one that something pushed is in the way of waits.
 */
export async function regate(
  context: ChangeContext,
  read: StoredChange,
  snapshot: RegistrySnapshot,
): Promise<Regated> {
  const now = new Date();
  const portal = { actor: PORTAL, now };
  const prepared = await prepareOrReason(context, read, snapshot, now);
  if ('impossible' in prepared) {
    const note = prepared.impossible;
    return advance(context, read, { type: 'fail', note }, portal);
  }
  if ('pushed' in prepared) {
    const { contentHash } = read.record;
    const gates = keptBack(read.record, prepared.pushed);
    // The reason stands until the head moves again.
    const content = { head: snapshot.head };
    return advance(
      context,
      read,
      { type: 'gate', contentHash, gates },
      { ...portal, content },
    );
  }

  let stored = read;
  const { contentHash, approvalsNeeded } = prepared;
  if (contentHash !== read.record.contentHash) {
    const note = `The repository moved to ${snapshot.head.slice(
      0,
      7,
    )} and the change is no longer what was seen`;
    const rebased = await advance(
      context,
      read,
      { type: 'rebase', contentHash, approvalsNeeded, note },
      { ...portal, content: contentOf(prepared) },
    );
    if ('refused' in rebased) return rebased;
    stored = rebased.stored;
  }
  const gates = await evaluateGates(context.gates, prepared, {
    decidedAt: fullyApprovedAt(stored.record),
    parent: stored.record.parent,
  });
  const gated = await advance(
    context,
    stored,
    { type: 'gate', contentHash, gates, approvalsNeeded },
    {
      ...portal,
      content: contentOf(prepared),
      ...(await lostDeciders(context.approvers, stored.record, snapshot)),
    },
  );
  return { ...gated, prepared, gates };
}

/**
 * It waits with what was approved until that is taken back: nobody who can push ends a change for good. The schema gate
 * says so, which nobody overrides and which is evaluated anew with the others.
 */
function keptBack(
  { gates }: Pick<ChangeRecord, 'gates'>,
  summary: string,
): GateResult[] {
  const schema: GateResult = {
    id: 'schema',
    title: GATE_TITLES.schema,
    verdict: 'blocked',
    summary,
    evidence: [],
  };
  return [schema, ...gates.filter(({ id }) => id !== schema.id)];
}

/** When the last approval came that the content needs; undefined while one is missing. */
function fullyApprovedAt(record: ChangeRecord): string | undefined {
  const { length } = countingApprovals(record);
  return length >= record.approvalsNeeded
    ? decidedAt(record).toISOString()
    : undefined;
}

const isMalformed = (environment: string, snapshot: RegistrySnapshot) =>
  snapshot.named.has(environment) && !snapshot.environments.has(environment);

async function prepareOrReason(
  context: ChangeContext,
  { record }: StoredChange,
  snapshot: RegistrySnapshot,
  now: Date,
): Promise<PreparedChange | { impossible: string } | { pushed: string }> {
  try {
    await assertStaying(context.store, record.environment);
    const lost = await lostCopier(context.approvers, record, snapshot);
    if (lost) return { impossible: lost };
    const prepared = await prepareChange(proposedBy(record), {
      ...context,
      snapshot,
      now,
    });
    await context.assertBesideUpgrades(prepared, record);
    return prepared;
  } catch (error) {
    // Whoever broke the environment's file will mend it: until then this waits, as in any outage.
    if (isMalformed(record.environment, snapshot)) throw error;
    if (error instanceof PushedError) return { pushed: error.message };
    if (isError(error) && IMPOSSIBLE.has(error.name)) {
      return { impossible: error.message };
    }
    throw error;
  }
}
