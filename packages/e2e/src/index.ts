export { launchBrowser } from './browser';
export { startPortal } from './portal';
