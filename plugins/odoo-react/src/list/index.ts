export { CountLinks } from './CountLinks';
export type { CountLink, CountLinksProps } from './CountLinks';
export { LinkProblem } from './LinkProblem';
export type { LinkProblemProps } from './LinkProblem';
export { ListFilters } from './ListFilters';
export type { ChoicesOf, ListFiltersProps, NamesOf } from './ListFilters';
