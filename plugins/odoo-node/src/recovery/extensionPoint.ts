import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { RecoveryOrderPublisher } from './RecoveryOrderPublisher';

export interface OdooRecoveryOrderExtensionPoint {
  addPublisher(publisher: RecoveryOrderPublisher): void;
}

/** Where a backend module of the `odoo` plugin adds a place for the daily recovery order. */
export const odooRecoveryOrderExtensionPoint =
  createExtensionPoint<OdooRecoveryOrderExtensionPoint>({
    id: 'odoo.recovery-order',
  });
