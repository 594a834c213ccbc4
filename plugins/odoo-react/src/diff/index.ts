export { DiffView } from './DiffView';
export type { DiffViewProps } from './DiffView';
export { parseUnifiedDiff } from './parseUnifiedDiff';
export type { DiffLine } from './parseUnifiedDiff';
