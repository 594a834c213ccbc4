export { odooKubernetesFeature as default } from './feature';
export { describeObject, type Judgement } from './objects';
