import { makeStyles } from '@material-ui/core/styles';
import { RecoveryDetail } from '@plumbline/plugin-odoo-common';
import { useRecoveryNow } from '@plumbline/plugin-odoo-react';
import { RegionZone } from '../moment';
import { RestorePlanner } from '../planner';
import { PrintStyle } from '../print';
import { ControllerSection } from './controller';
import { CopiesSection } from './copies';
import { FindingsSection } from './findings';
import { RecordsSection } from './records';
import { LossSection } from './scenarios';
import { ScoreSection } from './score';
import { TestsSection } from './tests';
import { TimelineSection } from './timeline';

const useStyles = makeStyles({ sections: { display: 'grid', gap: 12 } });

export interface RecoveryViewProps {
  recovery: RecoveryDetail;
  /** After something was stated or asked for. */
  onChanged: () => void;
}

/** How ready it is and why, what would be lost, what there is to restore from, and what proves it. */
export function RecoveryView(props: RecoveryViewProps) {
  const { recovery, onChanged } = props;
  const assessment = useRecoveryNow(recovery.assessment);
  const classes = useStyles();
  return (
    <RegionZone region={recovery.region}>
      <PrintStyle />
      <div className={classes.sections}>
        <ScoreSection recovery={recovery} assessment={assessment} />
        <LossSection assessment={assessment} />
        <TimelineSection recovery={recovery} />
        <FindingsSection recovery={recovery} />
        <CopiesSection copies={recovery.copies} />
        <ControllerSection recovery={recovery} assessment={assessment} />
        <TestsSection recovery={recovery} />
        <RestorePlanner environment={recovery} />
        <RecordsSection recovery={recovery} onChanged={onChanged} />
      </div>
    </RegionZone>
  );
}
