import { makeStyles } from '@material-ui/core/styles';
import useTitle from 'react-use/esm/useTitle';
import { SeriesUpgradeDetail } from '@plumbline/plugin-odoo-common';
import { Section } from '@plumbline/plugin-odoo-react';
import { RolloutTimeline } from '../rollouts';
import { SeriesUpgradeFacts } from './SeriesUpgradeFacts';
import { StepList } from './StepList';
import { WayOut } from './WayOut';

const useStyles = makeStyles({
  sections: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 12 },
});

export interface SeriesUpgradeViewProps {
  upgrade: SeriesUpgradeDetail;
  /** Called after a decision, whether it took effect or not. */
  onDecided: () => void;
}

/** Where it stands, what is next and for whom, the way out, and how it went. */
export function SeriesUpgradeView(props: SeriesUpgradeViewProps) {
  const { upgrade, onDecided } = props;
  useTitle(`${upgrade.environment} to ${upgrade.release}: ${upgrade.state}`, {
    restoreOnUnmount: true,
  });
  return (
    <div className={useStyles().sections}>
      <Section title={`${upgrade.environment} to ${upgrade.release}`}>
        <SeriesUpgradeFacts upgrade={upgrade} />
      </Section>
      <Section title="Steps">
        <StepList upgrade={upgrade} onDecided={onDecided} />
      </Section>
      <Section title="Another way">
        <WayOut upgrade={upgrade} onDecided={onDecided} />
      </Section>
      <Section title="Timeline">
        <RolloutTimeline timeline={upgrade.timeline} />
      </Section>
    </div>
  );
}
