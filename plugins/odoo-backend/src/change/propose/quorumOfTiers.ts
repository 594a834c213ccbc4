import {
  EnvironmentSpec,
  approvalsNeeded,
} from '@plumbline/plugin-odoo-common';
import { RegisteredEnvironment } from '../../registry';
import { ProposedContent, WorldOfChange } from './PreparedChange';

/** Enough to take a release back by somebody else than who asks: it must not wait for a whole board. */
const ROLL_BACK_QUORUM = 1;

/** Approvals by tier, the stricter of before and after; a roll-back needs one person at most. */
export function quorumOfTiers(
  { kind, ref }: Pick<ProposedContent, 'kind' | 'ref'>,
  { spec, before }: { spec: EnvironmentSpec; before?: RegisteredEnvironment },
  { platform }: Pick<WorldOfChange, 'platform'>,
): number {
  const tiers = [spec.tier, ...(before ? [before.spec.tier] : [])];
  const quorum = approvalsNeeded(platform, ref.stage, tiers);
  return kind === 'roll-back' ? Math.min(ROLL_BACK_QUORUM, quorum) : quorum;
}
