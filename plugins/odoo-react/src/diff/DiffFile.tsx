import { useMemo, useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { FileChange } from '@plumbline/plugin-odoo-common';
import { DiffTable } from './DiffTable';
import { parseUnifiedDiff } from './parseUnifiedDiff';

/** Beyond this a browser with many files becomes slow; the rest is one click away. */
const SHOWN_LINES = 200;

const useStyles = makeStyles(theme => ({
  file: { border: `1px solid ${theme.palette.divider}`, marginBottom: 8 },
  summary: {
    cursor: 'pointer',
    padding: '4px 8px',
    overflowWrap: 'anywhere',
    backgroundColor: theme.palette.action.hover,
  },
  counts: { display: 'inline-block', whiteSpace: 'nowrap' },
  path: { fontFamily: 'monospace', marginRight: 8 },
}));

const ACTIONS = {
  add: 'added',
  modify: 'modified',
  delete: 'deleted',
} as const;

export interface DiffFileProps {
  file: FileChange;
  defaultOpen: boolean;
}

/** One file of a change, folded away by its name. */
export function DiffFile(props: DiffFileProps) {
  const { file, defaultOpen } = props;
  const classes = useStyles();
  const [isOpen, setIsOpen] = useState(defaultOpen);
  const [showsAll, setShowsAll] = useState(false);
  const lines = useMemo(() => parseUnifiedDiff(file.diff), [file.diff]);
  const count = (kind: 'added' | 'removed') =>
    lines.filter(line => line.kind === kind).length;
  const isCut = !showsAll && lines.length > SHOWN_LINES;
  return (
    <details
      className={classes.file}
      open={isOpen}
      onToggle={event => setIsOpen(event.currentTarget.open)}
    >
      <summary className={classes.summary}>
        <span className={classes.path}>{file.path}</span>
        <span className={classes.counts}>
          {`${ACTIONS[file.action]}, +${count('added')} -${count('removed')}`}
        </span>
      </summary>
      {isOpen && (
        <>
          <DiffTable
            path={file.path}
            lines={isCut ? lines.slice(0, SHOWN_LINES) : lines}
          />
          {isCut && (
            <Button size="small" onClick={() => setShowsAll(true)}>
              {`Show all ${lines.length} lines`}
            </Button>
          )}
        </>
      )}
    </details>
  );
}
