import {
  Platform,
  formatEnvironmentRef,
  judgeRestorePoint,
  migrates,
  stepBetween,
} from '@plumbline/plugin-odoo-common';
import { PreparedChange } from '../change/propose';
import { RecoveryEvidence } from '../change/RecoveryEvidence';
import { Gate } from './Gate';

/** What changes or ends the data of an environment begins with a point that it can be brought back to. */
export function restorePointGate(
  platform: Platform,
  recovery: Pick<RecoveryEvidence, 'facts'>,
): Gate {
  return {
    id: 'restore-point',
    async evaluate({ change }) {
      const { ref, spec, before } = change;
      if (!endangersData(change)) {
        return {
          verdict: 'pass',
          summary: 'Migrates no data: no restore point is needed',
          evidence: [],
        };
      }
      // The promise of the tier as it is: the data was kept by that one.
      const { tier } = before?.spec ?? spec;
      const { verdict, summary, evidence } = judgeRestorePoint({
        policy: platform.tiers[tier],
        facts: await recovery.facts(formatEnvironmentRef(ref)),
        now: new Date(),
      });
      return { verdict, summary, evidence };
    },
  };
}

/** What ends with the environment, and what a release with another schema migrates. */
function endangersData({ kind, before, release, snapshot }: PreparedChange) {
  if (kind === 'decommission') return true;
  if (!before) return false;
  const releases = [...snapshot.releases.values()];
  const { back, schemaClass } = stepBetween(before.release, release, releases);
  return !back && migrates(schemaClass);
}
