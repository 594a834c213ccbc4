export * from './ApproverDirectory';
export * from './ChangeAccess';
export * from './concernedResources';
