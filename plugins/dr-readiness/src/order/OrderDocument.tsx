import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RecoveryOrder } from '@plumbline/plugin-odoo-common';
import { formatInstant } from '@plumbline/plugin-odoo-react';
import { ServiceTable } from './ServiceTable';
import { StepTable } from './StepTable';

const useStyles = makeStyles({ document: { display: 'grid', gap: 12 } });

export interface OrderDocumentProps {
  order: RecoveryOrder;
}

/** The order as a plain document: the business services first, then every step. */
export function OrderDocument(props: OrderDocumentProps) {
  const classes = useStyles();
  const { of, asOf, services, steps } = props.order;
  const subject = of.region
    ? `Recovery order when region ${of.region} is lost`
    : `Recovery order of tenant ${of.tenant}`;
  return (
    <article className={classes.document} aria-label={subject}>
      <Typography variant="h5" component="h2">
        {subject}
      </Typography>
      <Typography variant="body2">
        {`As of ${formatInstant(
          asOf,
          'UTC',
        )}. Times count from the start of the recovery.`}
      </Typography>
      <Typography variant="h6" component="h3">
        Business services, in the order in which they come back
      </Typography>
      <ServiceTable services={services} />
      <Typography variant="h6" component="h3">
        Steps
      </Typography>
      <StepTable steps={steps} />
    </article>
  );
}
