export { RestoreTestButton } from './RestoreTestButton';
