import { ReleaseDetail } from '@plumbline/plugin-odoo-common';
import { BadgeProps } from '@plumbline/plugin-odoo-react';

type Judgement = ReleaseDetail['provenance']['verdict'];

/** What the gate says of the record alone; of an environment the other gates are asked as well. */
export const JUDGEMENTS: Record<Judgement, BadgeProps> = {
  pass: { shape: 'check', tone: 'ok', word: 'pass' },
  fail: { shape: 'cross', tone: 'critical', word: 'fail' },
  blocked: {
    shape: 'barrier',
    tone: 'critical',
    word: 'blocked, could not be evaluated',
  },
};
