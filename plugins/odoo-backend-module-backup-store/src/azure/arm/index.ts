export * from './ArmClient';
export * from './resourceId';
export * from './unlessUnsaid';
