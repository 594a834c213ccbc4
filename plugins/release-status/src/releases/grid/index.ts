export { MatrixGrid } from './MatrixGrid';
export type { MatrixGridProps } from './MatrixGrid';
