import {
  SeriesUpgradeState,
  SeriesUpgradeStep,
  SeriesUpgradeStepState,
} from '@plumbline/plugin-odoo-common';
import { BadgeProps } from '@plumbline/plugin-odoo-react';

/** How a series upgrade looks. What was done once proves nothing of now, so nothing of it is green. */
export const SERIES_UPGRADE_BADGES: Record<SeriesUpgradeState, BadgeProps> = {
  open: { shape: 'hourglass', tone: 'maintenance', word: 'open' },
  'going-back': { shape: 'hourglass', tone: 'degraded', word: 'going back' },
  done: { shape: 'check', tone: 'plain', word: 'done' },
  'gone-back': { shape: 'dash', tone: 'plain', word: 'gone back' },
  stopped: { shape: 'cross', tone: 'plain', word: 'ended' },
};

/** How one step looks. */
export const UPGRADE_STEP_BADGES: Record<SeriesUpgradeStepState, BadgeProps> = {
  waiting: { shape: 'dashed-circle', tone: 'plain', word: 'not open yet' },
  open: { shape: 'half-ring', tone: 'maintenance', word: 'open' },
  'under-way': { shape: 'hourglass', tone: 'maintenance', word: 'under way' },
  failed: { shape: 'cross', tone: 'critical', word: 'failed' },
  done: { shape: 'check', tone: 'plain', word: 'done' },
  'not-needed': { shape: 'dash', tone: 'plain', word: 'not needed' },
  left: { shape: 'dash', tone: 'plain', word: 'left' },
};

/** What a step is for. */
export const STEP_WORDS: Record<SeriesUpgradeStep, string> = {
  prove: 'A restore test shows that the old one can be brought back.',
  rehearse:
    'A copy of the old one, restored from its backups, is migrated to the new release beside it. Nobody is disturbed.',
  look: 'People of the business look at the copy: open items, payroll of last month, stock. Somebody who did not begin the upgrade says so.',
  stop: 'The old one moves to names beginning with old. and stops. Downtime begins.',
  'cut-over':
    'The new production is made of the old one as it was after it stopped, migrated, under the names that people know.',
  dns: 'Outside of this portal: point the records of the names at the new ingress, then say so. Downtime ends.',
  accept:
    'The business accepts the new one, by somebody who did not begin the upgrade. Until then it can go back; what was entered since is lost to the old one.',
  'clean-up':
    'The rehearsal and the old one are taken down; their data and backups stay, detached.',
  'stop-clone': 'The new one gives up the names and stops.',
  'start-old': 'The old one gets its names back and starts.',
  'dns-back':
    'Outside of this portal: point the records at the old ingress again, then say so.',
  'clean-up-clone':
    'Rehearsal and new one are taken down; what was entered there stays in their backups.',
};
