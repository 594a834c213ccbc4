import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { CoverageLabel } from '../evidence';
import { StatusBadge } from '../status';
import {
  BESIDE_ENTRIES,
  EVIDENCE_ENTRIES,
  LegendEntry,
  VERDICT_ENTRIES,
} from './legendEntries';

const useStyles = makeStyles(theme => ({
  list: {
    ...theme.typography.body2,
    display: 'grid',
    gridTemplateColumns: '190px minmax(0, 1fr)',
    gap: '4px 16px',
    margin: '4px 0 16px',
    '& dd': { margin: 0 },
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      '& dd': { marginBottom: 8 },
    },
  },
}));

interface EntriesProps {
  entries: readonly LegendEntry[];
}

function Entries(props: EntriesProps) {
  return (
    <>
      {props.entries.map(({ status, evidence, meaning }) => [
        <dt key={`${status} ${evidence}`}>
          <StatusBadge status={status} evidence={evidence} />
        </dt>,
        <dd key={meaning}>{meaning}</dd>,
      ])}
    </>
  );
}

/** What each verdict, each state of the evidence and the coverage mean, and when green is green. */
export function Legend() {
  const classes = useStyles();
  return (
    <>
      <Typography variant="body2" paragraph>
        Green is only ok on fresh evidence of every required probe. The verdict
        is impact now; risk ahead stands beside it and is no part of it.
      </Typography>
      <Typography variant="subtitle2" component="h3">
        Verdict: the worst that any required probe says
      </Typography>
      <dl className={classes.list}>
        <Entries entries={VERDICT_ENTRIES} />
      </dl>
      <Typography variant="subtitle2" component="h3">
        Evidence: what the verdict rests on
      </Typography>
      <dl className={classes.list}>
        <Entries entries={EVIDENCE_ENTRIES} />
        <dt>
          <StatusBadge status="not-collected" />
        </dt>
        <dd>No configured collector tells this probe.</dd>
      </dl>
      <Typography variant="subtitle2" component="h3">
        Coverage
      </Typography>
      <dl className={classes.list}>
        <dt>
          <CoverageLabel coverage={{ collected: 18, required: 32 }} />
        </dt>
        <dd>
          18 of the 32 probes that its tier requires are collected and fresh;
          underlined while some lack.
        </dd>
      </dl>
      <Typography variant="subtitle2" component="h3">
        Beside the verdict
      </Typography>
      <dl className={classes.list}>
        {BESIDE_ENTRIES.map(({ term, meaning }) => [
          <dt key={term}>{term}</dt>,
          <dd key={meaning}>{meaning}</dd>,
        ])}
      </dl>
    </>
  );
}
