export { RiskSummary } from './RiskSummary';
export { RisksAhead } from './RisksAhead';
