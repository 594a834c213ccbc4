export { nextSort, readListUrl, withParameter } from './listUrl';
export type { ListUrl, QuerySchema } from './listUrl';
export { useListUrl } from './useListUrl';
export type { ListUrlState } from './useListUrl';
