import { SeriesUpgradeStep } from './seriesUpgrade';

/** What a step is called. */
export const STEP_TITLES: Record<SeriesUpgradeStep, string> = {
  prove: 'Prove the way back',
  rehearse: 'Rehearse',
  look: 'Look at the rehearsal',
  stop: 'Stop the old one',
  'cut-over': 'Cut over',
  dns: 'Point the names at the new one',
  accept: 'Accept',
  'clean-up': 'Clean up',
  'stop-clone': 'Stop the new one',
  'start-old': 'Start the old one',
  'dns-back': 'Point the names at the old one',
  'clean-up-clone': 'Clean up the new one',
};
