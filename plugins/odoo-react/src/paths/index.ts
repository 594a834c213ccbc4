export {
  CREATE_ENVIRONMENT_PATH,
  changeLabel,
  changePath,
  comparePath,
  databaseServerPath,
  environmentPath,
  kubernetesPath,
  recoveryPath,
  releasePath,
  releaseTabPath,
  rolloutPath,
} from './paths';
