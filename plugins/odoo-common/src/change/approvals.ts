import { Tier, Stage } from '../environment/stage';
import { Platform } from '../platform/platform';
import { Approval, GateResult } from './change';
import { GATE_TITLES } from './gates';
import { ChangeLife, PORTAL_REQUESTER } from './life';

/**
 * Approvals that a change needs: the stricter of the tier before and after, so that lowering the
 * tier does not lower the bar for doing so.
 */
export function approvalsNeeded(
  platform: Pick<Platform, 'tiers'>,
  stage: Stage,
  tiers: readonly Tier[],
): number {
  const column = stage === 'production' ? 'production' : 'other';
  return Math.max(...tiers.map(tier => platform.tiers[tier].approvals[column]));
}

/**
 * Approvals that this one needs, where those of its kind and tier need so many. What the portal asks for by itself
 * nobody has decided yet: a person confirms it, also where a tier needs no approval. A restore test touches nobody.
 */
export function quorumOf(
  { kind, requester }: Pick<ChangeLife, 'kind' | 'requester'>,
  needed: number,
): number {
  return requester === PORTAL_REQUESTER && kind !== 'restore-test'
    ? Math.max(1, needed)
    : needed;
}

/** Approvals that count: valid, of the content as it is, one per person, and never an author's. */
export function countingApprovals(
  life: Pick<ChangeLife, 'approvals' | 'authors' | 'contentHash'>,
): Approval[] {
  const seen = new Set<string>();
  return life.approvals.filter(({ approver, contentHash, valid }) => {
    const counts =
      valid &&
      contentHash === life.contentHash &&
      !life.authors.includes(approver) &&
      !seen.has(approver);
    if (counts) seen.add(approver);
    return counts;
  });
}

/** The last gate of the list; `pending` while people are awaited. */
export function approvalsGate(
  life: Pick<
    ChangeLife,
    'approvals' | 'authors' | 'contentHash' | 'approvalsNeeded'
  >,
): GateResult {
  const given = countingApprovals(life);
  const missing = life.approvalsNeeded - given.length;
  const base = { id: 'approvals', title: GATE_TITLES.approvals };
  const evidence: GateResult['evidence'] = [
    ...given.map(({ approver, comment }) => ({
      title: approver,
      detail: comment,
      verdict: 'pass' as const,
    })),
    ...life.approvals
      .filter(({ valid }) => !valid)
      .map(({ approver, at }) => ({
        title: approver,
        detail: `void: given at ${at} for other content, or no longer allowed`,
        verdict: 'note' as const,
      })),
  ];
  if (missing <= 0) {
    const summary =
      life.approvalsNeeded === 0
        ? 'This tier needs no approval'
        : `${given.length} of ${life.approvalsNeeded} approvals given`;
    return { ...base, verdict: 'pass', summary, evidence };
  }
  return {
    ...base,
    verdict: 'pending',
    summary: `${given.length} of ${life.approvalsNeeded} approvals given; ${missing} more by people who wrote no revision`,
    evidence,
  };
}
