export { formatObjective, presentObjective, worstScenario } from './objective';
export { presentTest } from './test';
export { SCENARIO_TITLES, TERM_TITLES } from './titles';
