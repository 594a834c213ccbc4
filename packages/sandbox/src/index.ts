export * from './startSandbox';
export { PLATFORM_FILE } from './world';
