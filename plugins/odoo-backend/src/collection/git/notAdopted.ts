import { Adoption } from '../../registry';
import { UnledgeredCommit } from './unledgered';

/** What is left of an environment's trail once changes have adopted of it. */
export interface NotAdopted {
  /** The newest first. */
  commits: UnledgeredCommit[];
  /** Commit of the newest change that adopted of this trail: since then it is judged. Absent: none has. */
  adoption?: string;
}

/** @param adoptions - of all environments, the oldest first */
export function notAdopted(
  environment: string,
  trail: readonly UnledgeredCommit[],
  adoptions: readonly Adoption[],
): NotAdopted {
  const ids = new Set(trail.map(({ commit }) => commit.id));
  const own = adoptions.filter(
    each => each.environment === environment && ids.has(each.commit),
  );
  const adopted = new Set(own.map(({ commit }) => commit));
  return {
    commits: trail.filter(({ commit }) => !adopted.has(commit.id)),
    adoption: own.at(-1)?.adoption,
  };
}
