import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  FAIR_FROM,
  GOOD_FROM,
  RECOVERY_BANDS,
  RECOVERY_TERMS,
  RecoveryBand,
  TERM_WEIGHTS,
} from '@plumbline/plugin-odoo-common';
import {
  BAND_PRESENTATIONS,
  Badge,
  HelpButton,
} from '@plumbline/plugin-odoo-react';
import { TERM_TITLES } from '../words';

const BANDS: Record<RecoveryBand, string> = {
  good: `From ${GOOD_FROM}, on fresh and complete evidence only.`,
  fair: `From ${FAIR_FROM}, or more on partial evidence.`,
  poor: `Below ${FAIR_FROM}.`,
  unknown: 'The evidence is stale or there is none. Never counted as ready.',
  'not-applicable': 'Tier 4 is rebuilt, not restored; outside averages.',
};

/** Of `assessments.md`; the server says which of them hold. */
const CAPS = [
  [0, 'nothing can be restored now'],
  [20, 'the latest restore test failed'],
  [
    30,
    'database and filestore of the newest restore point do not belong together',
  ],
  [40, 'never tested; overdue, it slides from 90 to 40 at twice the period'],
  [60, 'measured data loss or restore time misses its target'],
  [
    70,
    'only a managed service attests the copy, and no restore test is in period',
  ],
] as const;

const useStyles = makeStyles(theme => ({
  list: {
    ...theme.typography.body2,
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: '4px 16px',
    margin: '4px 0 16px',
    '& dt': { fontVariantNumeric: 'tabular-nums' },
    '& dd': { margin: 0 },
  },
}));

/** How the score is made, in short: formula, caps and bands. */
export function ScoreExplanation() {
  const classes = useStyles();
  return (
    <HelpButton label="How the score is made" title="How the score is made">
      <Typography variant="body2" paragraph>
        Each term that the tier demands earns its weight times what was
        measured, 0 to 1; the sum is scaled to 100. What is unknown, stale or
        exempted earns nothing. A backup that was never restored proves little:
        the caps hold the score down whatever else is in order.
      </Typography>
      <Typography variant="subtitle2" component="h3">
        Terms and their weights
      </Typography>
      <dl className={classes.list}>
        {RECOVERY_TERMS.map(term => [
          <dt key={term}>{TERM_WEIGHTS[term]}</dt>,
          <dd key={`${term} title`}>{TERM_TITLES[term]}</dd>,
        ])}
      </dl>
      <Typography variant="subtitle2" component="h3">
        Caps: no more than
      </Typography>
      <dl className={classes.list}>
        {CAPS.map(([cap, when]) => [
          <dt key={cap}>{cap}</dt>,
          <dd key={when}>{when}</dd>,
        ])}
      </dl>
      <Typography variant="subtitle2" component="h3">
        Bands
      </Typography>
      <dl className={classes.list}>
        {RECOVERY_BANDS.map(band => [
          <dt key={band}>
            <Badge {...BAND_PRESENTATIONS[band]} />
          </dt>,
          <dd key={BANDS[band]}>{BANDS[band]}</dd>,
        ])}
      </dl>
    </HelpButton>
  );
}
