export { Pager } from './Pager';
export type { PagerProps } from './Pager';
export { RowHeader } from './RowHeader';
export type { RowHeaderProps } from './RowHeader';
export { ScrollTable } from './ScrollTable';
export type { ScrollTableProps } from './ScrollTable';
export { SortHeader } from './SortHeader';
export type { SortHeaderProps } from './SortHeader';
export { useScrolls } from './useScrolls';
