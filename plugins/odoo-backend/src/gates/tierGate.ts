import { Platform } from '@plumbline/plugin-odoo-common';
import { checkTier } from '@plumbline/plugin-odoo-golden-path';
import { Gate } from './Gate';

/** What the recovery tier promises can be kept for this size and database. */
export function tierGate(platform: Platform): Gate {
  return {
    id: 'tier',
    async evaluate({ change: { spec, plan } }) {
      return checkTier({ spec, platform, plan });
    },
  };
}
