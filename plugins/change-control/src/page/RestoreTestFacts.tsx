import { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { Change, environmentRefSchema } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  BadgeProps,
  formatInZoneAndUtc,
  recoveryPath,
} from '@plumbline/plugin-odoo-react';

type Outcome = NonNullable<Change['conclusion']>['outcome'];

const OUTCOMES: Record<Outcome, BadgeProps> = {
  passed: { shape: 'check', tone: 'ok', word: 'passed' },
  failed: { shape: 'cross', tone: 'critical', word: 'failed' },
  cancelled: { shape: 'dash', tone: 'plain', word: 'cancelled' },
};

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(240px, 100%), 1fr))',
    gap: 8,
    margin: '0 0 8px',
    overflowWrap: 'anywhere',
    '& dt': theme.typography.caption,
    '& dd': { margin: 0 },
  },
}));

export interface RestoreTestFactsProps {
  restoreTest: NonNullable<Change['restoreTest']>;
  change: Change;
}

/** What is restored and what came of it; the environment itself stays as it is. */
export function RestoreTestFacts(props: RestoreTestFactsProps) {
  const { restoreTest, change } = props;
  const { point, to, deadline } = restoreTest;
  const { conclusion } = change;
  const environment = environmentRefSchema.safeParse(change.environment);
  const facts: [string, ReactNode][] = [
    ['Asked for', to ? formatInZoneAndUtc(to) : 'the newest restore point'],
    ['Restores to', formatInZoneAndUtc(point.at)],
    ['From', `base ${point.backup}, WAL up to ${point.segment}`],
    [
      'Result awaited until',
      deadline ? formatInZoneAndUtc(deadline) : 'not begun',
    ],
    [
      'Came to',
      conclusion ? (
        <>
          <Badge {...OUTCOMES[conclusion.outcome]} /> {conclusion.note}
        </>
      ) : (
        'no end yet'
      ),
    ],
  ];
  return (
    <>
      <dl className={useStyles().list}>
        {facts.map(([term, fact]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      {environment.success && (
        <Link to={recoveryPath(environment.data)}>
          {`Recovery of ${change.environment}`}
        </Link>
      )}
    </>
  );
}
