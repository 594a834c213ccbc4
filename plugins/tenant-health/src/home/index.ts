export { FleetAtAGlance } from './FleetAtAGlance';
export { IncidentsByCause } from './IncidentsByCause';
export { MyEnvironments } from './MyEnvironments';
export { NextEvents } from './NextEvents';
