import { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { EnvironmentDetail, Plan } from '@plumbline/plugin-odoo-common';
import {
  RelativeTime,
  changeLabel,
  changePath,
  formatCount,
  formatMebibytes,
  formatMonthlyCost,
  formatQuantity,
} from '@plumbline/plugin-odoo-react';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))',
    gap: 8,
    margin: '12px 0',
    '& dt': theme.typography.caption,
    '& dd': { margin: 0 },
  },
}));

/** The plan in one sentence; the whole of it is on the change that brought it. */
function describePlan({ web, database }: Plan): string {
  const memory = formatMebibytes(web.memoryLimitMiB);
  return [
    `${web.pods} to ${formatCount(web.maximumPods, 'web pod')} of ${
      web.cpu
    } CPU and ${memory}`,
    `${formatCount(
      database.instances,
      'database instance',
    )} of ${formatQuantity(
      database.memoryGiB,
      'GiB',
    )} memory and ${formatQuantity(database.storageGiB, 'GiB')} storage`,
  ].join('; ');
}

export interface EnvironmentFactsProps {
  environment: EnvironmentDetail;
}

/** Whose it is, what runs, what was planned, and what is on its way. */
export function EnvironmentFacts(props: EnvironmentFactsProps) {
  const { owner, release, plan, placement, tier, tenancy, pendingChange } =
    props.environment;
  const facts: [string, ReactNode][] = [
    ['Owner', <EntityRefLink entityRef={owner} />],
    ['Tier and tenancy', `Tier ${tier}, ${tenancy}`],
    [
      'Release',
      <>
        {release.version}
        {release.since && (
          <>
            {', applied '}
            <RelativeTime at={release.since} what="Applied" />
          </>
        )}
      </>,
    ],
    ['Cluster', placement.cluster],
    ['Plan', describePlan(plan)],
    ['Planned cost', formatMonthlyCost(plan.monthlyCost)],
    [
      'Pending change',
      pendingChange ? (
        <Link underline="always" to={changePath(pendingChange)}>
          {changeLabel(pendingChange)}
        </Link>
      ) : (
        'none'
      ),
    ],
  ];
  return (
    <dl className={useStyles().list}>
      {facts.map(([term, fact]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
