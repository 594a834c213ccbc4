export * from './proposeExpired';
