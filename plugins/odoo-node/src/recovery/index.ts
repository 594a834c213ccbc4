export * from './extensionPoint';
export * from './RecoveryOrderPublisher';
