export { RestorePlanner } from './RestorePlanner';
