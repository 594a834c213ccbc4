import { momentInWords } from '../recovery/words';
import { ReconciliationReport } from './life';
import { ReconciliationFacts, isLate } from './reconciliation';

/** What a cluster shows of its Applications now and then; longer ago it says nothing of now. */
export const FREEZES_SILENCE_MS = 10 * 60_000;

/** Where Argo CD has an Application, as somebody has seen it. */
export interface SeenProject {
  /** RFC 3339. */
  at: string;
  /** Whether the Applications could be listed at all. */
  listed: boolean;
  /** Absent: there is no such Application. */
  project?: string;
}

export interface ProjectFacts
  extends Pick<
    ReconciliationFacts,
    'cluster' | 'appliedAt' | 'now' | 'stuckAfterMs'
  > {
  /** Name of the Application. */
  application: string;
  /** The project that the commit of the change names. */
  wanted: string;
  seen: SeenProject;
}

/**
 * Whether Argo CD has an Application in the project that the commit names; undefined: it has. Another Application makes
 * this one, from the entry of its cluster, at a pace of its own: what is synced may still be where no sync window, or
 * one of somebody else, holds it. What was seen before the commit arrived says nothing of it.
 */
export function judgeProject(
  facts: ProjectFacts,
): Extract<ReconciliationReport, { done: false }> | undefined {
  const { application, wanted, cluster, seen, appliedAt, now } = facts;
  const waitFor = (what: string) =>
    ({ done: false, what, stuck: isLate(facts) } as const);
  const where = `in which project Argo CD has ${application} on ${cluster}`;
  const at = Date.parse(seen.at);
  const unseen =
    !(at > Date.parse(appliedAt)) || now.getTime() - at > FREEZES_SILENCE_MS;
  if (unseen) {
    return waitFor(
      `somebody to see ${where}: last seen at ${momentInWords(
        seen.at,
      )}, see Sources`,
    );
  }
  if (!seen.listed) {
    return waitFor(
      `somebody to see ${where}: its Applications cannot be listed, see Sources`,
    );
  }
  if (seen.project === wanted) return undefined;
  const is = seen.project ? `is in ${seen.project}` : 'does not exist';
  return waitFor(
    `Argo CD to have ${application} on ${cluster} in the project ${wanted}, as Git has it since ${momentInWords(
      appliedAt,
    )}: it ${is}, and other sync windows hold it or none. Sync the Application that applies clusters/${cluster} if this lasts`,
  );
}
