import { OBJECT_NAMES } from '../../manifest/objectNames';
import { RenderContext } from '../../manifest/renderContext';

/** Where a Cluster finds its custom queries. */
export const BUSINESS_QUERIES = {
  name: OBJECT_NAMES.businessQueries,
  key: 'queries',
};

/** Nobody counts on a server of several, on one of Azure, or where an exporter may be a superuser. */
export const countsBusiness = ({
  platform,
  database: { kind, server },
}: RenderContext): boolean =>
  platform.businessFigures && kind === 'cloudnative-pg' && server === undefined;
