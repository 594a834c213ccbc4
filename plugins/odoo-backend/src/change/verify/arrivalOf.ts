import { appliedAt } from '../appliedAt';
import { ChangeRecord } from '../ChangeRecord';

/** The commit that the cluster is to show, and since when it is in Git: what was brought back is so by the second one. */
export function arrivalOf(record: ChangeRecord): {
  commit: string;
  at: string;
} {
  const { commit = '', conclusion } = record;
  return conclusion?.arrivedAt
    ? { commit: conclusion.commit ?? '', at: conclusion.arrivedAt }
    : { commit, at: appliedAt(record) };
}
