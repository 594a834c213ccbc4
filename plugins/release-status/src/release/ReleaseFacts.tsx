import { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { ReleaseDetail } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  RelativeTime,
  Section,
  comparePath,
  releasePath,
} from '@plumbline/plugin-odoo-react';
import { SCHEMA_BADGES, schemaMeaning } from '../schemaClass';
import { JUDGEMENTS } from './judgement';

const useStyles = makeStyles(theme => ({
  list: {
    ...theme.typography.body2,
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    // Beside a long term nothing would be left for what it says.
    [theme.breakpoints.down('xs')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    gap: '4px 16px',
    margin: 0,
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
}));

export interface ReleaseFactsProps {
  release: ReleaseDetail;
}

/** What it is, by digest, and whether its record is enough to promote it. */
export function ReleaseFacts(props: ReleaseFactsProps) {
  const { release } = props;
  const { version, provenance, schemaClass, previous } = release;
  const facts: [string, ReactNode][] = [
    [
      'Provenance',
      <>
        <Badge {...JUDGEMENTS[provenance.verdict]} /> {provenance.summary}
      </>,
    ],
    [
      'Database',
      <>
        <Badge {...SCHEMA_BADGES[schemaClass]} />{' '}
        {release.schemaReason ?? 'The record does not say why.'}
        <div>{schemaMeaning(schemaClass)}</div>
      </>,
    ],
    ['Series and edition', `${release.series}, ${release.edition}`],
    ['Released', <RelativeTime at={release.releasedAt} what="Released" />],
    ['Image', `${release.image}@${release.digest}`],
    ['Source commit', release.sourceCommit ?? 'not in the record'],
    [
      'Previous',
      previous ? (
        <>
          <Link underline="always" to={releasePath(previous)}>
            {previous}
          </Link>
          ,{' '}
          <Link underline="always" to={comparePath(previous, version)}>
            what changed since
          </Link>
        </>
      ) : (
        'none of its series and edition'
      ),
    ],
  ];
  return (
    <Section title={`Release ${version}`}>
      <dl className={useStyles().list}>
        {facts.map(([term, fact]) => [
          <dt key={term}>{term}</dt>,
          <dd key={`${term} fact`}>{fact}</dd>,
        ])}
      </dl>
    </Section>
  );
}
