import { useRef } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { paletteOf } from '../palette';
import { useScrolls } from '../table';
import { VisuallyHidden } from '../text';
import { DiffLine } from './parseUnifiedDiff';

const useStyles = makeStyles(theme => {
  const { ok, critical } = paletteOf(theme);
  return {
    scroll: { overflowX: 'auto' },
    table: {
      borderCollapse: 'collapse',
      width: '100%',
      fontFamily: 'monospace',
      fontSize: 12,
      lineHeight: '20px',
    },
    number: {
      width: 1,
      padding: '0 8px',
      textAlign: 'right',
      whiteSpace: 'nowrap',
      // The secondary grey is below WCAG AA on the colour of what was added.
      color: theme.palette.text.primary,
      userSelect: 'none',
    },
    mark: { width: 1, padding: '0 4px', userSelect: 'none' },
    // Relative, so that the hidden words are cut off with the table that scrolls.
    text: { position: 'relative', whiteSpace: 'pre', paddingRight: 8 },
    added: { backgroundColor: `${ok}22` },
    removed: { backgroundColor: `${critical}22` },
    context: {},
    // Dimmed text would be too faint on it.
    hunk: {
      backgroundColor: theme.palette.action.hover,
    },
  };
});

const MARKS = { added: '+', removed: '-', context: ' ', hunk: '' } as const;

export interface DiffTableProps {
  path: string;
  lines: readonly DiffLine[];
}

/** Line numbers before and after; added and removed are marked by sign and, for screen readers, by word. */
export function DiffTable(props: DiffTableProps) {
  const classes = useStyles();
  const container = useRef<HTMLDivElement>(null);
  const scrolls = useScrolls(container);
  const label = `Diff of ${props.path}`;
  return (
    <div
      ref={container}
      className={classes.scroll}
      // The arrow keys scroll what has the focus.
      {...(scrolls && { tabIndex: 0, role: 'group', 'aria-label': label })}
    >
      <table className={classes.table} aria-label={label}>
        <tbody>
          {props.lines.map(({ kind, text, oldLine, newLine }, index) => (
            <tr key={index} className={classes[kind]}>
              <td className={classes.number}>{oldLine}</td>
              <td className={classes.number}>{newLine}</td>
              <td className={classes.mark} aria-hidden>
                {MARKS[kind]}
              </td>
              <td className={classes.text}>
                {(kind === 'added' || kind === 'removed') && (
                  <VisuallyHidden>{`${kind}: `}</VisuallyHidden>
                )}
                {text}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
