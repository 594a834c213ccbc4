export * from './KubernetesCollector';
