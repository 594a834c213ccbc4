import { RolloutDetail } from '@plumbline/plugin-odoo-common';
import { OdooApi } from '@plumbline/plugin-odoo-react';

/** What a person decides about a rollout as a whole. */
export interface Steering {
  action: Exclude<keyof RolloutDetail['actions'], 'skip'>;
  label: string;
  /** What follows from it. */
  consequence: string;
}

export const STEERINGS: readonly Steering[] = [
  {
    action: 'pause',
    label: 'Pause',
    consequence:
      'No further environment begins until somebody resumes. What is under way goes on.',
  },
  {
    action: 'resume',
    label: 'Resume',
    consequence:
      'The next environments follow. Past a spent failure budget it goes on only by somebody who did not begin it, who knows what failed and answers for it.',
  },
  {
    action: 'stop',
    label: 'Stop everything',
    consequence:
      'It ends here and cannot be resumed: what has not reached the repository is cancelled. What has is watched to its end, and can be rolled back.',
  },
];

/** Of what is steered, or of one part of it. */
export type SteerBy = (api: OdooApi, reason: string) => Promise<unknown>;
