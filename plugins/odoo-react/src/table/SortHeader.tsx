import TableCell from '@material-ui/core/TableCell';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { nextSort } from '../listUrl';

export interface SortHeaderProps {
  title: string;
  /** Absent where the server cannot sort. */
  sortKey?: string;
  sort: string;
  onSort: (sort: string) => void;
}

/** A column head that says how it is sorted, to assistive technology too. */
export function SortHeader(props: SortHeaderProps) {
  const { title, sortKey, sort, onSort } = props;
  if (!sortKey) return <TableCell component="th">{title}</TableCell>;
  const isActive = sort === sortKey || sort === `-${sortKey}`;
  const direction = sort === `-${sortKey}` ? 'desc' : 'asc';
  return (
    <TableCell component="th" sortDirection={isActive ? direction : false}>
      <TableSortLabel
        active={isActive}
        direction={isActive ? direction : 'asc'}
        onClick={() => onSort(nextSort(sort, sortKey))}
      >
        {title}
      </TableSortLabel>
    </TableCell>
  );
}
