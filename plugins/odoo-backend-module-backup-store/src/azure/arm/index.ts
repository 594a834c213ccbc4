export * from './ArmClient';
export * from './resourceId';
