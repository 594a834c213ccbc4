import { Platform } from '@plumbline/plugin-odoo-common';
import { RecoveryEvidence } from '../change/RecoveryEvidence';
import { PipelineRuns, ReleaseRecord } from '../releases';
import { UpgradeOf } from '../seriesUpgrades/upgradeOf';
import { Gate } from './Gate';
import { calendarGate } from './calendarGate';
import { databaseGate } from './databaseGate';
import { policyGate } from './policyGate';
import { provenanceGate } from './provenanceGate';
import { quotaGate } from './quotaGate';
import { restorePointGate } from './restorePointGate';
import { ringGate } from './ringGate';
import { SchemaCatalog } from './schema/SchemaCatalog';
import { schemaGate } from './schema/schemaGate';
import { tierGate } from './tierGate';

/** The machine gates in their order; the approvals that follow them belong to the rules of a change. */
export function createGates(options: {
  platform: Platform;
  recovery: Pick<
    RecoveryEvidence,
    'facts' | 'results' | 'neverWell' | 'refresh'
  >;
  releases: ReleaseRecord;
  pipelines: Pick<PipelineRuns, 'factsOf'>;
  upgradeOf: UpgradeOf;
  schemaDirectory?: string;
}): Gate[] {
  const { platform, recovery, releases, schemaDirectory } = options;
  return [
    schemaGate(
      schemaDirectory ? new SchemaCatalog(schemaDirectory) : undefined,
    ),
    policyGate(platform),
    provenanceGate(options.pipelines),
    databaseGate({ platform, releases, recovery }),
    quotaGate(platform),
    tierGate(platform),
    ringGate(platform, releases),
    calendarGate(platform, options.upgradeOf),
    restorePointGate(platform, recovery),
  ];
}
