export * from './OverrideGate';
export * from './OverrideList';
