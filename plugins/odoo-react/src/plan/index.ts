export { PlanTable } from './PlanTable';
export type { PlanTableProps } from './PlanTable';
