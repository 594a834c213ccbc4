export { IncidentNotifier } from './IncidentNotifier';
export { type SignalChannel, Signals } from './Signals';
