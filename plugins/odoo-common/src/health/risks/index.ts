export { type RiskFacts } from './RiskFacts';
export { risksAhead } from './risksAhead';
