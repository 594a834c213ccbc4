export { filestoreRestoreImage } from './plan/filestoreCopy';
export {
  planDetached,
  planEnvironment,
  type PlanInput,
  type ClusterLoad,
} from './plan';
export {
  renderEnvironment,
  type RenderedFile,
} from './render/renderEnvironment';
export {
  OUTSIDE_THE_NAMESPACE,
  RENDERED_KINDS,
  SHARED_SERVER_KINDS,
} from './render/renderedKinds';
export {
  autoscalingFile,
  environmentFolder,
  manifestsFolder,
  clusterEntry,
} from './render/paths';
export { projectOf, tenantProject } from './gitops/project';
export {
  type FreezesInput,
  LATEST_END_MS,
  type TenantFreezes,
  freezesAsOf,
  freezesKnownUntil,
  staggerMs,
} from './gitops/freezes';
export { FREEZER_FILES } from './gitops/freezer';
export {
  freezesPath,
  freezesPaths,
  freezesProblem,
  renderFreezes,
  renderFreezesFiles,
} from './gitops/renderFreezes';
export { renderRestoreTest } from './restoreTest/renderRestoreTest';
export {
  type RestoreTestInput,
  type RestoreTestRequest,
} from './restoreTest/restoreTestContext';
export {
  RESTORE_TEST_VAULT_KEYS,
  RESTORE_TEST_VAULT_READER,
  restoreTestEntry,
  restoreTestJob,
  restoreTestNames,
} from './restoreTest/names';
export { expectationOf } from './expectation/expectationOf';
export { calendarFloorsIn } from './components/calendarTriggers';
export { type CalendarFloor, type RenderInput } from './manifest/renderContext';
export { type Manifest } from './manifest/manifest';
export { vaultUrlOf } from './manifest/vaultUrl';
export { checkTier } from './gates/checkTier';
export { type TierCheckInput } from './gates/tierCheckInput';
export { checkQuota, type QuotaCheckInput } from './gates/checkQuota';
export {
  checkRestoreTestQuota,
  type RestoreTestQuotaInput,
} from './gates/checkRestoreTestQuota';
export { restoreTestSeconds } from './restoreTest/size';
export { hasOwnCluster } from './components/database';
export { untestable } from './restoreTest/untestable';
export { type GateCheck } from './gates/gateCheck';
export {
  type DatabaseServerLoad,
  type DatabaseServerTenant,
  databaseServerLoad,
  tenantOf,
} from './databaseServer/databaseServerLoad';
export { detachFile, type DetachedFile } from './decommission/detach';
export { databaseServerTotals } from './databaseServer/databaseServerTotals';
export { renderDatabaseServer } from './databaseServer/renderDatabaseServer';
export {
  type DatabaseServerTenants,
  NoServerError,
} from './databaseServer/chooseServer';
export {
  databaseServerEntry,
  databaseServerFolder,
} from './databaseServer/paths';
export { COUNT_QUERY, COUNT_SQL } from './components/business/countBusiness';
