import { isFinal } from '@plumbline/plugin-odoo-common';
import { audited } from '../../routes/audited';
import { PORTAL, advance } from '../advance';
import { applyChange } from '../apply/applyChange';
import { isAtHost, withhold } from '../apply/hosted';
import { RepositoryLock } from '../apply/RepositoryLock';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { regate } from '../regate';
import { showNewHead } from '../showNewHead';
import { StoredChange } from '../store';
import { verifyChange } from '../verify/verifyChange';
import { driveTwoCommits } from './driveTwoCommits';

/**
 * Takes one change as far as it goes by itself: expiry, gates on a moved head, apply, verification.
 *
 * @param options - `again`: evaluate gates also when the head has not moved; `look`: ask the host of a pull request
 */
export async function driveChange(
  context: ChangeContext,
  lock: RepositoryLock,
  id: string,
  options: { again: boolean; look: boolean },
): Promise<void> {
  const before = await context.store.get(id);
  if (isFinal(before.record.state)) return;

  const undecided = await driveUndecided(context, before, options);
  const { look } = options;
  const pauses = !look && isAtHost(undecided.record);
  if (undecided.record.state === 'approved' && !pauses) {
    await applyChange(context, lock, id);
  }
  const applied = await context.store.get(id);
  if (applied.record.state === 'reconciling') {
    if (before.record.state !== 'reconciling') await showNewHead(context);
    if (!(await driveTwoCommits(context, lock, applied, { look }))) {
      await verify(context, applied);
    }
  }
  const after = await context.store.get(id);
  if (context.host) await withhold(context, context.host, after);
  await auditTransition(context, before.record, after.record);
}

async function driveUndecided(
  context: ChangeContext,
  stored: StoredChange,
  { again }: { again: boolean },
): Promise<StoredChange> {
  const { state, expiresAt, head } = stored.record;
  if (state === 'approved' || state === 'reconciling') return stored;
  const now = new Date();
  if (now.toISOString() >= expiresAt) {
    const portal = { actor: PORTAL, now };
    const expired = await advance(context, stored, { type: 'expire' }, portal);
    return 'refused' in expired ? stored : expired.stored;
  }
  const snapshot = await context.registry.snapshot();
  const due = again || state === 'proposed' || snapshot.head !== head;
  if (!due) return stored;
  const gated = await regate(context, stored, snapshot);
  return 'refused' in gated ? stored : gated.stored;
}

async function verify(
  context: ChangeContext,
  stored: StoredChange,
): Promise<void> {
  const now = new Date();
  const report = await verifyChange(stored.record, context, now);
  await advance(
    context,
    stored,
    { type: 'verify', report },
    { actor: PORTAL, now },
  );
}

/** What the portal did by itself: apply has an event of its own, with its failures. */
async function auditTransition(
  { auditor }: ChangeContext,
  before: ChangeRecord,
  after: ChangeRecord,
): Promise<void> {
  if (before.state === after.state) return;
  const { id, environment, revision, timeline } = after;
  await audited(
    auditor,
    {
      eventId: `change-${after.state}`,
      meta: {
        change: id,
        environment,
        revision,
        from: before.state,
        note: timeline.at(-1)?.note ?? '',
      },
    },
    async () => undefined,
  );
}
