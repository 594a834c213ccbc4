import { Link } from '@backstage/core-components';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import {
  Matrix,
  RolloutSummary,
  SIGNAL_CHANNELS,
} from '@plumbline/plugin-odoo-common';
import {
  ColumnHeads,
  ErrorPanel,
  RowHeader,
  ScrollTable,
  Section,
  formatIsoDuration,
  useOdooQuery,
  withParameter,
} from '@plumbline/plugin-odoo-react';
import { rateInWords } from '../../outcome';
import { RingRollout } from './RingRollout';

const POLL_MS = 15_000;
const COLUMNS = [
  'Ring',
  'Environments',
  'Under way',
  'Failed, of 90 days',
  'Time to restore',
];

export interface RingsPanelProps {
  rings: Matrix['rings'];
  parameters: URLSearchParams;
}

/** The rings in the order in which a release travels: what is under way in each, and how releases went there. */
export function RingsPanel(props: RingsPanelProps) {
  const { rings, parameters } = props;
  const rollouts = useOdooQuery(
    async (api, signal) => {
      const lists = await Promise.all([
        api.listRollouts({ state: 'running' }, signal),
        api.listRollouts({ state: 'paused' }, signal),
      ]);
      return lists.flatMap(({ items }) => items);
    },
    {
      key: 'rollouts under way',
      pollMs: POLL_MS,
      channel: SIGNAL_CHANNELS.changes,
    },
  );
  return (
    <Section title="Rings" aside={<Link to="/rollouts">All rollouts</Link>}>
      {rollouts.error && (
        <ErrorPanel
          title="What is under way could not be loaded"
          error={rollouts.error}
          stillWorks="Rollouts go on without this page."
          onRetry={rollouts.retry}
        />
      )}
      <ScrollTable label="Rings" minWidth={640} stickyFirstColumn>
        <ColumnHeads titles={COLUMNS} />
        <TableBody>
          {rings.map(ring => (
            <TableRow key={ring.name} hover>
              <RowHeader>
                <Link to={`?${withParameter(parameters, 'ring', ring.name)}`}>
                  {ring.title}
                </Link>
              </RowHeader>
              <TableCell>{ring.environments}</TableCell>
              <TableCell>
                <UnderWay
                  ring={ring.name}
                  rollouts={rollouts.data}
                  isLoading={rollouts.status === 'loading'}
                />
              </TableCell>
              <TableCell>{rateInWords(ring.failureRate)}</TableCell>
              <TableCell>
                {ring.timeToRestore
                  ? formatIsoDuration(ring.timeToRestore)
                  : 'none to measure'}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </ScrollTable>
    </Section>
  );
}

interface UnderWayProps {
  ring: string;
  /** Absent: not known. */
  rollouts?: readonly RolloutSummary[];
  isLoading: boolean;
}

function UnderWay(props: UnderWayProps) {
  const { ring, rollouts, isLoading } = props;
  if (!rollouts) return <>{isLoading ? 'asking' : 'not known'}</>;
  const here = rollouts.filter(rollout => rollout.ring === ring);
  if (here.length === 0) return <>nothing</>;
  return (
    <>
      {here.map(rollout => (
        <RingRollout key={rollout.id} rollout={rollout} />
      ))}
    </>
  );
}
