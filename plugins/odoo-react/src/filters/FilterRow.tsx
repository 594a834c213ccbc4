import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: 8,
    alignItems: 'center',
    marginBottom: 8,
    // The grey of the stock theme is below WCAG AA (4.5 : 1) on the page.
    '& label:not(.Mui-focused)': { color: theme.palette.text.primary },
  },
}));

export interface FilterRowProps {
  /** Names it to assistive technology. */
  label: string;
  children: ReactNode;
}

/** The filters of a list, as many in a row as there is room for. */
export function FilterRow(props: FilterRowProps) {
  return (
    <div className={useStyles().root} role="search" aria-label={props.label}>
      {props.children}
    </div>
  );
}
