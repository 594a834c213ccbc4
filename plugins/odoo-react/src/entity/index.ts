export { ENVIRONMENT_ENTITIES, isEnvironmentEntity } from './environmentEntity';
export { EnvironmentTab } from './EnvironmentTab';
export type { EnvironmentTabProps } from './EnvironmentTab';
