export { openContainer, type OpenedContainer } from './azure';
export * from './readers';
export * from './store';
