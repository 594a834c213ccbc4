export { GateList } from './GateList';
export type { GateListProps } from './GateList';
export { GATE_BADGES } from './presentGate';
