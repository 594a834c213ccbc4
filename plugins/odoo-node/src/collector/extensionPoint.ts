import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Collector } from './Collector';

export interface OdooCollectorsExtensionPoint {
  addCollector(collector: Collector): void;
}

/** Where a backend module of the `odoo` plugin adds its collector. */
export const odooCollectorsExtensionPoint =
  createExtensionPoint<OdooCollectorsExtensionPoint>({ id: 'odoo.collectors' });
