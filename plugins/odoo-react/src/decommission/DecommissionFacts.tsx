import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Decommissioned, Plan } from '@plumbline/plugin-odoo-common';
import { formatInZoneAndUtc, formatMonthlyCost } from '../format';
import { DecommissionCost } from './DecommissionCost';

const useStyles = makeStyles({
  facts: { display: 'grid', gap: 8, overflowWrap: 'anywhere' },
  list: { margin: 0, paddingLeft: 20 },
});

export interface DecommissionFactsProps {
  decommissioned: Decommissioned;
  /** Of the environment as it is. */
  plan: Plan;
}

/** What goes, what is left behind, and from what it can be brought back. */
export function DecommissionFacts(props: DecommissionFactsProps) {
  const { decommissioned, plan } = props;
  const { cluster, goes, stays, backups, lastRestorePoint, monthlyCost } =
    decommissioned;
  const classes = useStyles();
  const objects = (title: string, names: readonly string[]) => (
    <section aria-label={title}>
      <Typography variant="subtitle2" component="h4">
        {`${title} (${names.length})`}
      </Typography>
      <ul className={classes.list}>
        {names.map(name => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </section>
  );
  return (
    <div className={classes.facts}>
      <Typography variant="body2">
        First what runs is stopped; once it is seen gone, the environment leaves
        the repository. Its data is not deleted, neither now nor by a revert: it
        stays on {cluster}, detached, until a person deletes it there. It costs{' '}
        {formatMonthlyCost(plan.monthlyCost)} now; what stays goes on costing
        {monthlyCost ? ` ${formatMonthlyCost(monthlyCost)}.` : '.'}
      </Typography>
      {monthlyCost && (
        <DecommissionCost before={plan.monthlyCost} after={monthlyCost} />
      )}
      <Typography variant="body2">
        Backups: {backups ?? 'this tier keeps none'}
      </Typography>
      <Typography variant="body2">
        Last restore point:{' '}
        {lastRestorePoint
          ? formatInZoneAndUtc(lastRestorePoint)
          : lastPointMissing(decommissioned)}
      </Typography>
      {objects('Stays, detached', stays)}
      {objects('Stops and goes', goes)}
    </div>
  );
}

function lastPointMissing({ backups }: Decommissioned): string {
  return backups
    ? 'recorded once nothing writes any more; the gate tells of the one that is there now'
    : 'none, there are no backups';
}
