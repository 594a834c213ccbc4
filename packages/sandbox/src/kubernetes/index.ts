export * from './kinds';
export * from './store';
export * from './statusError';
export type { AccessRule, ApiUser } from './access/accessRule';
export type { PodLogRequest, RawRequest } from './http/apiRequest';
export type { Fault } from './http/fault';
export {
  startApiServer,
  type ApiServer,
  type ApiServerOptions,
} from './http/startApiServer';
