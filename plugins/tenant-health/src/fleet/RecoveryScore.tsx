import { Link } from '@backstage/core-components';
import { EnvironmentSummary } from '@plumbline/plugin-odoo-common';
import { Badge, presentBand, recoveryPath } from '@plumbline/plugin-odoo-react';

export interface RecoveryScoreProps {
  environment: EnvironmentSummary;
  /** It could not be loaded again, so how ready it is now is not known. */
  isOutdated: boolean;
}

/** How ready it is to be recovered, on the way to why. */
export function RecoveryScore(props: RecoveryScoreProps) {
  const { environment, isOutdated } = props;
  const { recovery } = environment;
  const isKnown = recovery !== undefined && !isOutdated;
  if (isKnown && recovery.band === 'not-applicable') return <>not applicable</>;
  return (
    <Link to={recoveryPath(environment)} underline="none">
      <Badge
        {...presentBand(
          isKnown ? recovery.band : 'unknown',
          recovery?.score ?? null,
        )}
      />
    </Link>
  );
}
