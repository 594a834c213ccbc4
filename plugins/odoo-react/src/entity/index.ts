export { ENVIRONMENT_ENTITIES } from './environmentEntity';
export { EnvironmentTab } from './EnvironmentTab';
export type { EnvironmentTabProps } from './EnvironmentTab';
