import { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { EnvironmentRelease, Release } from '@plumbline/plugin-odoo-common';
import {
  Section,
  comparePath,
  formatIsoDuration,
  releasePath,
} from '@plumbline/plugin-odoo-react';
import { SCHEMA_BADGES } from '../schemaClass';
import { rateInWords } from '../outcome';
import { DeploymentFacts } from './DeploymentFacts';
import { NoCandidate } from './NoCandidate';
import { ReleaseActions } from './ReleaseActions';

const useStyles = makeStyles(theme => ({
  list: {
    ...theme.typography.body2,
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    // Beside a long term nothing would be left for what it says.
    [theme.breakpoints.down('xs')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    gap: '4px 16px',
    margin: '0 0 12px',
    '& dd': { margin: 0 },
  },
}));

export interface NowSectionProps {
  release: EnvironmentRelease;
}

export function NowSection(props: NowSectionProps) {
  const { release } = props;
  const { current, previous, candidate, failureRate, timeToRestore } = release;
  const facts: [string, ReactNode][] = [
    [
      'Current',
      <>
        <ReleaseName release={current} />{' '}
        {current.deployment && (
          <DeploymentFacts deployment={current.deployment} />
        )}
        {!current.deployment && 'how it came here is not known'}
      </>,
    ],
    ['Previous', previous ? <ReleaseName release={previous} /> : 'none known'],
    [
      'Next candidate',
      candidate ? (
        <>
          <ReleaseName release={candidate} />{' '}
          <Link
            to={comparePath(release.environment, candidate.version)}
            underline="always"
          >
            what it would change
          </Link>
        </>
      ) : (
        <NoCandidate />
      ),
    ],
    [
      'Deployments of the tenant that failed, of 90 days',
      rateInWords(failureRate),
    ],
    [
      'Its time to restore, median',
      timeToRestore ? formatIsoDuration(timeToRestore) : 'none to measure',
    ],
  ];
  return (
    <Section title="Release">
      <dl className={useStyles().list}>
        {facts.map(([term, fact]) => [
          <dt key={term}>{term}</dt>,
          <dd key={`${term} fact`}>{fact}</dd>,
        ])}
      </dl>
      {release.heldUntil && (
        <Typography variant="body1">
          {`Held: no release is promoted to it up to and with ${release.heldUntil}.`}
        </Typography>
      )}
      <ReleaseActions release={release} />
    </Section>
  );
}

function ReleaseName({ release }: { release: Release }) {
  return (
    <>
      <Link to={releasePath(release.version)} underline="always">
        {release.version}
      </Link>
      {` (${SCHEMA_BADGES[release.schemaClass].word})`}
    </>
  );
}
