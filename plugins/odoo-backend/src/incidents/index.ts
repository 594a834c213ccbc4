export {
  type IncidentPage,
  type IncidentPosition,
  listIncidents,
} from './listIncidents';
