import { Link } from '@backstage/core-components';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { RolloutDetail, RolloutItem } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  ColumnHeads,
  RelativeTime,
  RowHeader,
  ScrollTable,
  changeLabel,
  changePath,
} from '@plumbline/plugin-odoo-react';
import { EnvironmentLink } from '../environmentLink';
import { STEP_BADGES } from './presentRollout';
import { RollBackButton } from './RollBackButton';
import { SkipButton } from './steer';

const COLUMNS = ['Environment', 'Step', 'Since', 'Change', 'Why', 'Action'];

export interface ItemTableProps {
  rollout: RolloutDetail;
  onSteered: () => void;
}

/** One row an environment, in the order in which they get the release. */
export function ItemTable(props: ItemTableProps) {
  const { rollout, onSteered } = props;
  if (rollout.items.length === 0) {
    return (
      <Typography variant="body2">
        None of its environments is yours to read.
      </Typography>
    );
  }
  return (
    <ScrollTable label="Environments" minWidth={720} stickyFirstColumn>
      <ColumnHeads titles={COLUMNS} />
      <TableBody>
        {rollout.items.map(item => (
          <TableRow key={item.environment} hover>
            <RowHeader>
              <EnvironmentLink environment={item.environment} />
            </RowHeader>
            <TableCell>
              <Badge {...STEP_BADGES[item.step]} />
            </TableCell>
            <TableCell>
              <RelativeTime at={item.since} />
            </TableCell>
            <TableCell>
              <ItemChange item={item} />
            </TableCell>
            <TableCell>{item.note ?? 'nothing to say'}</TableCell>
            <TableCell>
              <ItemAction item={item} rollout={rollout} onSteered={onSteered} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </ScrollTable>
  );
}

function ItemChange({ item }: { item: RolloutItem }) {
  if (!item.change) return <>none yet</>;
  const state = item.changeState?.replace(/-/g, ' ');
  return (
    <Link to={changePath(item.change)}>
      {`${changeLabel(item.change)}${state ? `, ${state}` : ''}`}
    </Link>
  );
}

function ItemAction(props: ItemTableProps & { item: RolloutItem }) {
  const { item, rollout, onSteered } = props;
  if (item.step === 'failed') {
    return <RollBackButton item={item} rollout={rollout} />;
  }
  const canSkip = item.step === 'waiting' || item.step === 'proposed';
  return canSkip && rollout.actions.skip.allowed ? (
    <SkipButton item={item} rollout={rollout} onSteered={onSteered} />
  ) : (
    <>none</>
  );
}
