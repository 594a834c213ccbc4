import {
  EnvironmentSpec,
  approvalsNeeded,
} from '@plumbline/plugin-odoo-common';
import { isClosed } from '../../calendar';
import { RegisteredEnvironment } from '../../registry';
import { ProposedContent, WorldOfChange } from './PreparedChange';

/** Enough to take a release back: it must not wait for a whole board. */
const ROLL_BACK_QUORUM = 1;

/**
 * Approvals by tier, the stricter of before and after; of a copy also those of the environment whose data it takes, as
 * whoever may enter it sees that data. A roll-back needs one person at most, and always one while
 * the calendars close: it passes a freeze, but not by itself.
 */
export function quorumOfTiers(
  { kind, ref }: Pick<ProposedContent, 'kind' | 'ref'>,
  { spec, before }: { spec: EnvironmentSpec; before?: RegisteredEnvironment },
  {
    platform,
    snapshot,
    now,
  }: Pick<WorldOfChange, 'platform' | 'snapshot' | 'now'>,
): number {
  const tiers = [spec.tier, ...(before ? [before.spec.tier] : [])];
  const quorum = Math.max(
    approvalsNeeded(platform, ref.stage, tiers),
    kind === 'create' ? ofSource(spec, { platform, snapshot }) : 0,
  );
  if (kind !== 'roll-back') return quorum;
  return isClosed({ ref, spec, before, snapshot }, platform, now)
    ? ROLL_BACK_QUORUM
    : Math.min(ROLL_BACK_QUORUM, quorum);
}

function ofSource(
  { copyOf }: Pick<EnvironmentSpec, 'copyOf'>,
  { platform, snapshot }: Pick<WorldOfChange, 'platform' | 'snapshot'>,
): number {
  const source = copyOf && snapshot.environments.get(copyOf.environment);
  return source
    ? approvalsNeeded(platform, source.stage, [source.spec.tier])
    : 0;
}
