export * from './ContainerPublisher';
