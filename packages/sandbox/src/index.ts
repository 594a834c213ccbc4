export * from './startSandbox';
export { PLATFORM_FILE } from './world';
export { Azurite } from './backups/store/azurite';
export { Extent } from './backups/store/extent';
export { writeWorkspace, type PastBlob } from './backups/store/workspace';
export { clusterUsers, loadIdentity, serverCertificate } from './cluster';
export {
  apiVersionOf,
  clusterKinds,
  createObjectStore,
  startApiServer,
  type ClusterStore,
  type NewObject,
} from './kubernetes';
export { freePort } from './processes';
