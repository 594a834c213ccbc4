export * from './HostedRepository';
export * from './HostServer';
