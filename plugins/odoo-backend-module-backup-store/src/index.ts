export { openContainer, type OpenedContainer } from './azure';
export * from './inspect';
export * from './readers';
export * from './store';
