export { ScrollTable } from './ScrollTable';
export type { ScrollTableProps } from './ScrollTable';
