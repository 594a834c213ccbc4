export { RowHeader } from './RowHeader';
export type { RowHeaderProps } from './RowHeader';
export { ScrollTable } from './ScrollTable';
export type { ScrollTableProps } from './ScrollTable';
