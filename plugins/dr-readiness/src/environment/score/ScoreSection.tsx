import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  RecoveryAssessment,
  RecoveryDetail,
} from '@plumbline/plugin-odoo-common';
import { EvidenceAge, ScoreDial, Section } from '@plumbline/plugin-odoo-react';
import { ScoreExplanation } from '../../help';
import { RestoreTestButton } from '../../restoreTest';
import { Caps } from './Caps';
import { Losses } from './Losses';
import { TermTable } from './TermTable';

const useStyles = makeStyles(theme => ({
  columns: {
    display: 'grid',
    gap: 16,
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    alignItems: 'start',
    marginBottom: 8,
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  },
  words: { display: 'grid', gap: 8, justifyItems: 'start' },
}));

export interface ScoreSectionProps {
  recovery: RecoveryDetail;
  assessment: RecoveryAssessment;
}

/** The score, what may be claimed, what holds it down, and what would raise it. */
export function ScoreSection(props: ScoreSectionProps) {
  const { recovery, assessment } = props;
  const { caps, claim, evidence, observedAt, score, applies } = assessment;
  const classes = useStyles();
  const lowest = Math.min(...caps.map(({ cap }) => cap));
  return (
    <Section
      title="Readiness"
      aside={
        <>
          <span>
            {'evidence '}
            <EvidenceAge
              observedAt={observedAt ?? undefined}
              stale={evidence === 'stale'}
            />
          </span>
          <ScoreExplanation />
        </>
      }
    >
      <div className={classes.columns}>
        <ScoreDial
          of={assessment}
          cap={score !== null && lowest === score ? lowest : undefined}
        />
        <div className={classes.words}>
          <Typography variant="body1">{claim}</Typography>
          <Typography variant="body2">
            {`Weakest link: ${assessment.weakestLink}`}
          </Typography>
          <Caps caps={caps} />
          {applies && <RestoreTestButton recovery={recovery} />}
        </div>
      </div>
      <Losses losses={assessment.losses} />
      {assessment.terms.length > 0 && <TermTable terms={assessment.terms} />}
    </Section>
  );
}
