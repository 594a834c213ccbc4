import { judgeImageRollBack, judgeSchemaLeft } from '../../environment/upgrade';
import type { Deployment } from '../../release/deployment';
import type { ReleaseDocument } from '../../release/release';
import type { RollBackFacts } from './RollBackFacts';

/**
 * Whether the image of a release may run here again. It passes no ring, no provenance and no freeze, because it has
 * been here: so it must have been, and its code must fit the schema that the database has by now.
 */
export function judgeImageOnly(
  {
    current,
    releases,
    upgrade,
    deployments,
  }: Pick<RollBackFacts, 'current' | 'releases' | 'upgrade' | 'deployments'>,
  to: ReleaseDocument,
): { allowed: boolean; because: string } {
  const judged = judgeImageRollBack(current, to, releases);
  if (!judged.allowed) return judged;
  const { name } = to.metadata;
  if (!ranHere(name, deployments)) {
    const because = `${name} is not known to have run well in this environment`;
    return { allowed: false, because };
  }
  const left = judgeSchemaLeft(upgrade, current, to, releases);
  return left.allowed ? judged : left;
}

/**
 * Verified here by a change, for what was pushed no gate has judged, or what was here when the portal first looked. What came before the environment was created anew
 * was another one of the same name.
 *
 * @param deployments - of the environment, all of them, the newest first
 */
function ranHere(release: string, deployments: readonly Deployment[]): boolean {
  const created = deployments.findIndex(({ kind }) => kind === 'create');
  const own = created < 0 ? deployments : deployments.slice(0, created + 1);
  const first = own.at(-1);
  return (
    (first !== undefined && release === baselineOf(first)) ||
    own.some(
      deployment =>
        deployment.release === release &&
        deployment.kind !== 'unledgered' &&
        deployment.verifiedAt !== undefined,
    )
  );
}

/** What was there before anything else came; a change that created it left nothing to go back to. */
function baselineOf({ kind, change, release, from }: Deployment) {
  if (kind !== 'create') return from;
  return change === undefined ? release : undefined;
}
