export * from './EnvironmentAccess';
export * from './authorizeBasic';
export * from './registerPermissions';
