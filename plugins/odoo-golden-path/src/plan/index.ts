export {
  planDetached,
  planEnvironment,
  type PlanInput,
} from './planEnvironment';
export { type ClusterLoad } from './placement';
