import { useState } from 'react';
import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import {
  GoldenPathList,
  GoldenPathStand,
  environmentRefSchema,
} from '@plumbline/plugin-odoo-common';
import {
  Badge,
  ColumnHeads,
  RelativeTime,
  RowHeader,
  ScrollTable,
  changeLabel,
  changePath,
  environmentPath,
} from '@plumbline/plugin-odoo-react';
import { STANDS, remedyOf } from './presentStand';
import { RemedyDialog } from './RemedyDialog';

const COLUMNS = ['Environment', 'Version', 'State', 'Why', 'Since', 'Action'];

export interface StandTableProps {
  list: GoldenPathList;
  /** Shown is the answer to the question before. */
  isBusy: boolean;
  /** It could not be loaded again: how they stand now is not known. */
  isOutdated: boolean;
  onProposed: () => void;
}

/** One row an environment, and at most one change to bring it to the golden path. */
export function StandTable(props: StandTableProps) {
  const { list, isBusy, isOutdated, onProposed } = props;
  const [remedied, setRemedied] = useState<GoldenPathStand>();
  return (
    <>
      <ScrollTable
        label="Golden path"
        minWidth={720}
        stickyFirstColumn
        isBusy={isBusy}
      >
        <ColumnHeads titles={COLUMNS} />
        <TableBody>
          {list.items.map(stand => (
            <TableRow key={stand.environment} hover>
              <RowHeader>
                <EnvironmentLink environment={stand.environment} />
              </RowHeader>
              <TableCell>{stand.version}</TableCell>
              <TableCell>
                <Badge
                  {...STANDS[stand.state]}
                  {...(isOutdated && { tone: 'unknown' })}
                />
              </TableCell>
              <TableCell>{stand.summary}</TableCell>
              <TableCell>
                {stand.since ? <RelativeTime at={stand.since} /> : 'not known'}
              </TableCell>
              <TableCell>
                <Action
                  stand={stand}
                  current={list.current}
                  onRemedy={() => setRemedied(stand)}
                />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </ScrollTable>
      {remedied && (
        <RemedyDialog
          stand={remedied}
          current={list.current}
          onClose={() => setRemedied(undefined)}
          onProposed={onProposed}
        />
      )}
    </>
  );
}

function EnvironmentLink({ environment }: { environment: string }) {
  const ref = environmentRefSchema.safeParse(environment).data;
  return ref ? (
    <Link to={environmentPath(ref)}>{environment}</Link>
  ) : (
    <>{environment}</>
  );
}

interface ActionProps {
  stand: GoldenPathStand;
  current: string;
  onRemedy: () => void;
}

function Action(props: ActionProps) {
  const { stand, current, onRemedy } = props;
  if (stand.pendingChange) {
    return (
      <Link to={changePath(stand.pendingChange)}>
        {`change ${changeLabel(stand.pendingChange)} is on its way`}
      </Link>
    );
  }
  const remedy = remedyOf(stand, current);
  return remedy ? (
    <Button
      size="small"
      variant="outlined"
      aria-haspopup="dialog"
      aria-label={`${remedy}: ${stand.environment}`}
      onClick={onRemedy}
    >
      {remedy}
    </Button>
  ) : (
    <>none</>
  );
}
