export * from './ReleaseRecord';
export { DeploymentTask } from './deployments/DeploymentTask';
export { keepDeployment } from './deployments/ofChange';
export * from './pipelineEvidence';
export { ReleaseModel } from './ReleaseModel';
