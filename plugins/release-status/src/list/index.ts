export { ListPage } from './ListPage';
export type { ListPageProps } from './ListPage';
export type { ListColumn } from './ListTable';
