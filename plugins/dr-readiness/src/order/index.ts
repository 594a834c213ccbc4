export { RecoveryOrderPage } from './RecoveryOrderPage';
