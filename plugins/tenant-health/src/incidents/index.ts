export { causeInWords, incidentPath } from './causeInWords';
export { Incidents } from './Incidents';
