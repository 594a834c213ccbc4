export {
  CREATE_ENVIRONMENT_PATH,
  changeLabel,
  changePath,
  environmentPath,
  kubernetesPath,
  recoveryPath,
} from './paths';
