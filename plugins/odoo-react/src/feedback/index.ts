export { EmptyState } from './EmptyState';
export type { EmptyStateProps } from './EmptyState';
export { ErrorPanel } from './ErrorPanel';
export type { ErrorPanelProps } from './ErrorPanel';
export { NothingMatches } from './NothingMatches';
export type { NothingMatchesProps } from './NothingMatches';
