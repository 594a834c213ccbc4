import Typography from '@material-ui/core/Typography';
import { RolloutDetail } from '@plumbline/plugin-odoo-common';
import { formatCount, formatIsoDuration } from '@plumbline/plugin-odoo-react';

export interface RolloutPreviewProps {
  /** Answer to a dry run. */
  rollout: RolloutDetail;
}

/** Which environments it would reach in which order, and when it would pause by itself. */
export function RolloutPreview(props: RolloutPreviewProps) {
  const { items, hidden, batch, soak, failureBudget } = props.rollout;
  return (
    <section aria-label="Preview">
      <Typography variant="body1">
        {items.length === 0
          ? 'It would reach nothing: no environment of this ring that you may change takes this release.'
          : `${formatCount(
              items.length,
              'environment',
            )}, ${batch} at once; each batch soaks for ${formatIsoDuration(
              soak,
            )}. It pauses when more than ${failureBudget} fail.`}
      </Typography>
      {hidden > 0 && (
        <Typography variant="body2">
          {`${formatCount(hidden, 'environment')} more that you may not read.`}
        </Typography>
      )}
      <ol aria-label="Environments in their order">
        {items.map(({ environment, note }) => (
          <li key={environment}>
            <Typography variant="body2" component="span">
              {note ? `${environment}: ${note}` : environment}
            </Typography>
          </li>
        ))}
      </ol>
    </section>
  );
}
