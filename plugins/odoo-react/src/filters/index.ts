export { ChoiceFilter } from './ChoiceFilter';
export type { ChoiceFilterProps } from './ChoiceFilter';
export { FilterRow } from './FilterRow';
export type { FilterRowProps } from './FilterRow';
export { NameFilter } from './NameFilter';
export type { NameFilterProps } from './NameFilter';
export { SearchFilter } from './SearchFilter';
export type { SearchFilterProps } from './SearchFilter';
