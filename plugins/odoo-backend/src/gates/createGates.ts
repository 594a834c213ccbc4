import { Platform } from '@plumbline/plugin-odoo-common';
import { RecoveryEvidence } from '../change/RecoveryEvidence';
import { Gate } from './Gate';
import { calendarGate } from './calendarGate';
import { policyGate } from './policyGate';
import { quotaGate } from './quotaGate';
import { restorePointGate } from './restorePointGate';
import { SchemaCatalog } from './schema/SchemaCatalog';
import { schemaGate } from './schema/schemaGate';
import { tierGate } from './tierGate';

/** The machine gates in their order; the approvals that follow them belong to the rules of a change. */
export function createGates(options: {
  platform: Platform;
  recovery: Pick<RecoveryEvidence, 'facts'>;
  schemaDirectory?: string;
}): Gate[] {
  const { platform, recovery, schemaDirectory } = options;
  return [
    schemaGate(
      schemaDirectory ? new SchemaCatalog(schemaDirectory) : undefined,
    ),
    policyGate,
    quotaGate(platform),
    tierGate(platform),
    calendarGate(platform),
    restorePointGate(platform, recovery),
  ];
}
