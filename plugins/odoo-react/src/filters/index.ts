export { FilterRow } from './FilterRow';
export type { FilterRowProps } from './FilterRow';
