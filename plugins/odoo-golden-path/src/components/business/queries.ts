import { OBJECT_NAMES } from '../../manifest/objectNames';

/** Where a Cluster finds its custom queries. */
export const BUSINESS_QUERIES = {
  name: OBJECT_NAMES.businessQueries,
  key: 'queries',
};
