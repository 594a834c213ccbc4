import { ServiceUnavailableError } from '@backstage/errors';
import { PORTAL, advance } from '../../advance';
import { ChangeContext } from '../../ChangeContext';
import { StoredChange } from '../../store';
import { Blobs } from '../../store/ChangeBranches';
import { CommitSteps } from '../fixedCommit';
import { branchOf } from './branchOf';

export interface Landed {
  /** What was put on the branch of the pull request. */
  commit: string;
  /** What the host merged. Somebody else may have pushed on top before it did. */
  head: string;
  /** What the host made of it, on the branch. */
  merged: string;
}

/**
 * Takes up what the host has merged: every commit that it made is entered into the ledger, and the change goes on with
 * the one on the branch. Content other than what was approved is no commit of change control: the change fails, and
 * what was merged stays to be found as drift. Fails with ServiceUnavailableError while Git does not show it yet.
 */
export async function land(
  context: ChangeContext,
  stored: StoredChange,
  { commit, head, merged }: Landed,
  steps: CommitSteps,
): Promise<void> {
  const { repository, branches } = context;
  const tip = await repository.fetch();
  if (!(await repository.isAncestor(merged, tip))) {
    throw new ServiceUnavailableError(
      `The GitOps repository does not show the merged commit ${merged} yet`,
    );
  }
  const drawn = await branches.find(branchOf(stored.record), commit);
  if (!drawn) throw new Error(`Nothing is known of ${commit}`);
  const other =
    head === commit
      ? await otherThan(context, drawn.blobs, merged)
      : [`${head} was merged instead of ${commit}`];
  if (other.length > 0) {
    await failed(context, stored, steps, { merged, other });
    return;
  }
  await advance(
    context,
    stored,
    steps.arrived(commit, await madeBy(context, merged)),
    { actor: PORTAL, now: new Date() },
  );
}

/** The merged commit first, then what came to the branch with it and is not on the branch without it. */
export async function madeBy(
  { repository }: Pick<ChangeContext, 'repository'>,
  merged: string,
): Promise<string[]> {
  const [{ parents }] = await repository.log(merged, { limit: 1 });
  const made = await repository.log(merged, { since: parents[0] });
  return [merged, ...made.map(({ id }) => id).filter(id => id !== merged)];
}

/** Paths that hold something else than what was put up for merging, and those that came to the branch beside it. */
export async function otherThan(
  { repository }: Pick<ChangeContext, 'repository'>,
  blobs: Blobs,
  merged: string,
): Promise<string[]> {
  const [{ files }] = await repository.log(merged, { limit: 1 });
  const entries = await repository.list(merged, '');
  const there = new Map(entries.map(({ path, blob }) => [path, blob]));
  const differing = Object.entries(blobs)
    .filter(([path, blob]) => (there.get(path) ?? null) !== blob)
    .map(([path]) => path);
  return [...differing, ...files.filter(path => !Object.hasOwn(blobs, path))];
}

async function failed(
  context: ChangeContext,
  stored: StoredChange,
  steps: CommitSteps,
  { merged, other }: { merged: string; other: readonly string[] },
): Promise<void> {
  const portal = { actor: PORTAL, now: new Date() };
  const note = `The merged commit ${merged} is not what was approved: ${other.join(
    ', ',
  )}`;
  context.logger.error(`Change ${stored.record.id}: ${note}`);
  const freed = await advance(context, stored, steps.lost(note), portal);
  if ('refused' in freed) return;
  await advance(context, freed.stored, { type: 'fail', note }, portal);
}
