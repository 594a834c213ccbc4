export {
  CREATE_ENVIRONMENT_PATH,
  changePath,
  environmentPath,
  kubernetesPath,
} from './paths';
