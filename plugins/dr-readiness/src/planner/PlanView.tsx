import { ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RestorePlan } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  formatCount,
  formatDuration,
  formatInZoneAndUtc,
} from '@plumbline/plugin-odoo-react';
import { Moment, useZone } from '../moment';

const useStyles = makeStyles(theme => ({
  head: { display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'baseline' },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(240px, 100%), 1fr))',
    gap: 8,
    margin: '12px 0',
    '& dt': theme.typography.caption,
    '& dd': { margin: 0 },
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: 8 },
}));

const lengthOf = (seconds: number | null) =>
  seconds === null ? 'not known' : formatDuration(seconds * 1000);

function factsOf(plan: RestorePlan): [string, ReactNode][] {
  const { point, backup, segments, alsoTouched } = plan;
  return [
    ['Reaches', <Moment at={point?.at} />],
    ['Loses, up to now', lengthOf(plan.lostSeconds)],
    [
      'Needs',
      `${backup ? `base ${backup}` : 'base not known'} and ${
        segments === null ? 'no WAL' : formatCount(segments, 'WAL segment')
      }`,
    ],
    [
      'Takes about',
      `${lengthOf(plan.estimatedSeconds)} (${plan.estimateBasis})`,
    ],
    [
      'Touches',
      alsoTouched.length === 0
        ? 'nobody else'
        : `${alsoTouched.join(', ')}, unless it is restored aside`,
    ],
  ];
}

export interface PlanViewProps {
  plan: RestorePlan;
  onChoose: (at: string) => void;
}

/** Whether it can be done, in a sentence and in its parts; the nearest moments when it cannot. */
export function PlanView(props: PlanViewProps) {
  const { plan, onChoose } = props;
  const { possible, summary, nearest } = plan;
  const classes = useStyles();
  const zone = useZone();
  const moments = [
    ['Before it', nearest.before],
    ['After it', nearest.after],
  ] as const;
  return (
    <>
      <div className={classes.head}>
        {possible ? (
          <Badge shape="check" tone="plain" word="possible" />
        ) : (
          <Badge shape="barrier" tone="critical" word="not possible" />
        )}
        <Typography variant="body1">{summary}</Typography>
      </div>
      {possible && (
        <dl className={classes.facts}>
          {factsOf(plan).map(([term, fact]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{fact}</dd>
            </div>
          ))}
        </dl>
      )}
      {!possible && (
        <div className={classes.buttons}>
          {moments.map(
            ([label, at]) =>
              at && (
                <Button
                  key={label}
                  size="small"
                  variant="outlined"
                  onClick={() => onChoose(at)}
                >
                  {`${label}: ${formatInZoneAndUtc(at, zone)}`}
                </Button>
              ),
          )}
        </div>
      )}
    </>
  );
}
