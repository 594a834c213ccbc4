export { odooKubernetesFeature as default } from './feature';
