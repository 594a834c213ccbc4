import { makeStyles } from '@material-ui/core/styles';
import { EnvironmentRelease } from '@plumbline/plugin-odoo-common';
import { HistorySection } from './HistorySection';
import { NowSection } from './NowSection';
import { ParitySection } from './ParitySection';
import { RiskSection } from './RiskSection';
import { RollBackSection } from './rollBack';

const useStyles = makeStyles({
  sections: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 12 },
});

export interface EnvironmentReleaseViewProps {
  release: EnvironmentRelease;
}

/** What it has and how that did, what could come next at which risk, where it can go back to, and what it does not prove. */
export function EnvironmentReleaseView(props: EnvironmentReleaseViewProps) {
  const { release } = props;
  return (
    <div className={useStyles().sections}>
      <NowSection release={release} />
      <RollBackSection release={release} />
      <RiskSection release={release} />
      <ParitySection release={release} />
      <HistorySection history={release.history} />
    </div>
  );
}
