import {
  Platform,
  Tier,
  formatEnvironmentRef,
  judgeRestorePoint,
  knownRestoreTest,
  migrates,
  stepBetween,
} from '@plumbline/plugin-odoo-common';
import { hasOwnCluster, untestable } from '@plumbline/plugin-odoo-golden-path';
import { PreparedChange } from '../change/propose';
import { RecoveryEvidence } from '../change/RecoveryEvidence';
import { Gate } from './Gate';

/** Their data is not to be lost by a backup that nobody ever restored. */
const PROVEN_TIERS: readonly Tier[] = [1, 2];

/**
 * What changes or ends the data of an environment begins with a point that it can be brought back to. Before a
 * release comes, that point is taken after the approvals: the next one of the database's unbroken chain is awaited in
 * the store, and only then is there a commit. What a decommission needs last it awaits itself, once Odoo is gone; of the
 * upper tiers a restore must have been seen to work before, here as there.
 */
export function restorePointGate(
  platform: Platform,
  recovery: Pick<
    RecoveryEvidence,
    'facts' | 'results' | 'neverWell' | 'refresh'
  >,
): Gate {
  return {
    id: 'restore-point',
    async evaluate({ change, decidedAt }) {
      const { kind, ref, before } = change;
      const goes = kind === 'decommission';
      if (!goes && !bringsRelease(change)) {
        return {
          verdict: 'pass',
          summary: 'Migrates no data: no restore point is needed',
          evidence: [],
        };
      }
      const environment = formatEnvironmentRef(ref);
      const now = new Date();
      // The promise of the tier as it is: the data was kept by that one.
      const kept = before ?? change;
      const { tier } = kept.spec;
      const takenAfter = goes ? undefined : decidedAt;
      const { verdict, summary, evidence, at } = judgeRestorePoint({
        policy: platform.tiers[tier],
        facts: await recovery.facts(environment),
        tests: PROVEN_TIERS.includes(tier)
          ? (await recovery.results(environment)).map(knownRestoreTest)
          : undefined,
        untestable: untestable(kept.spec, kept.plan),
        beatsWhenStopped: hasOwnCluster({
          database: {
            kind: kept.spec.database.kind,
            server: kept.plan.database.server,
          },
        }),
        // A copy alone: what it began with is at its source. What began empty may hold what nobody else has.
        neverUsed:
          goes &&
          kept.spec.copyOf !== undefined &&
          (await recovery.neverWell(environment)),
        takenAfter,
        now,
      });
      if (verdict !== 'pass' && takenAfter) {
        await recovery.refresh(environment, now);
      }
      return { verdict, summary, evidence, at };
    },
  };
}

/** A step that migrates, and in production any promotion at all. */
function bringsRelease({
  kind,
  ref,
  before,
  release,
  snapshot,
}: PreparedChange): boolean {
  if (!before) return false;
  if (kind === 'promote' && ref.stage === 'production') return true;
  const releases = [...snapshot.releases.values()];
  const { back, schemaClass } = stepBetween(before.release, release, releases);
  return !back && migrates(schemaClass);
}
