export {
  CREATE_ENVIRONMENT_PATH,
  changeLabel,
  changePath,
  databaseServerPath,
  environmentPath,
  kubernetesPath,
  recoveryPath,
} from './paths';
