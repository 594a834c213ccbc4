export { DatabaseServersRouter } from './DatabaseServersRouter';
