export { recoveryOrderDocument, recoveryOrderFiles } from './document';
export { recoveryOrder } from './recoveryOrder';
export type { OrderedEnvironment, RecoveryOrderInput } from './input';
