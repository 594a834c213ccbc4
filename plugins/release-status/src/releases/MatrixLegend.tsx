import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { DEPLOYMENT_OUTCOMES, Deployment } from '@plumbline/plugin-odoo-common';
import { Badge, BadgeProps, HelpButton } from '@plumbline/plugin-odoo-react';
import { presentOutcome } from '../outcome';

const useStyles = makeStyles(theme => ({
  list: {
    ...theme.typography.body2,
    display: 'grid',
    gridTemplateColumns: '160px minmax(0, 1fr)',
    gap: '4px 16px',
    margin: 0,
    '& dd': { margin: 0 },
  },
}));

const OUTCOMES: Record<Deployment['outcome'], string> = {
  running: 'Its change has not arrived yet.',
  verified:
    'Found healthy after its change. Green while fresh evidence still finds it so.',
  failed: 'It never became healthy, or fell ill within a day.',
  replaced: 'Another release came before this one was verified.',
  unknown: 'Nobody has verified it.',
};

const OTHERS: { badge: BadgeProps; meaning: string }[] = [
  {
    badge: { shape: 'triangle', tone: 'degraded', word: 'drift' },
    meaning: 'Cluster, repository or golden path differ: see Drift.',
  },
  {
    badge: { shape: 'hourglass', tone: 'maintenance', word: 'promote pending' },
    meaning: 'A change is on its way.',
  },
  {
    badge: { shape: 'wrench', tone: 'maintenance', word: 'held' },
    meaning:
      'No release is promoted to it up to a day that its specification names.',
  },
  {
    badge: { shape: 'barrier', tone: 'critical', word: 'blocked' },
    meaning: 'A gate keeps that change back; the gate is named.',
  },
];

/** What the marks of a cell mean, and which keys move through the grid. */
export function MatrixLegend() {
  const classes = useStyles();
  return (
    <HelpButton label="Legend and keys" title="What the marks of a cell mean">
      <dl className={classes.list}>
        {DEPLOYMENT_OUTCOMES.map(outcome => [
          <dt key={outcome}>
            <Badge {...presentOutcome(outcome, true)} />
          </dt>,
          <dd key={`${outcome} meaning`}>{OUTCOMES[outcome]}</dd>,
        ])}
        {OTHERS.map(({ badge, meaning }) => [
          <dt key={badge.word}>
            <Badge {...badge} />
          </dt>,
          <dd key={meaning}>{meaning}</dd>,
        ])}
      </dl>
      <Typography variant="body2">
        Arrow keys, Page up and down, Home and End move between cells; Enter
        opens what can be done there; Escape closes an explanation.
      </Typography>
    </HelpButton>
  );
}
