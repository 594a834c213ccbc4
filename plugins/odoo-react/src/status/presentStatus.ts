import { EvidenceState, ObservedStatus } from '@plumbline/plugin-odoo-common';
import { Tone } from '../palette';
import { StatusShapeName } from './StatusShape';

export interface StatusPresentation {
  shape: StatusShapeName;
  tone: Tone;
  /** Says all that shape and colour say. */
  word: string;
}

const PRESENTATIONS: Record<ObservedStatus, StatusPresentation> = {
  ok: { shape: 'filled-circle', tone: 'ok', word: 'ok' },
  degraded: { shape: 'triangle', tone: 'degraded', word: 'degraded' },
  critical: { shape: 'octagon', tone: 'critical', word: 'critical' },
  unknown: { shape: 'question', tone: 'unknown', word: 'unknown' },
  asleep: { shape: 'moon', tone: 'asleep', word: 'asleep' },
  maintenance: { shape: 'wrench', tone: 'maintenance', word: 'maintenance' },
  'not-applicable': { shape: 'dash', tone: 'plain', word: 'not applicable' },
  'not-collected': {
    shape: 'dashed-square',
    tone: 'unknown',
    word: 'not collected',
  },
};

/**
 * How a status looks on its evidence. Critical stays critical on any evidence, for some fresh probe
 * said so; everything else that rests on stale evidence is grey, and ok without all evidence is not green.
 */
export function presentStatus(
  status: ObservedStatus,
  evidence: EvidenceState = 'fresh',
): StatusPresentation {
  const plain = PRESENTATIONS[status];
  if (evidence === 'fresh') return plain;
  if (status === 'critical' && evidence !== 'partial') {
    return { ...plain, word: `critical, evidence ${evidence}` };
  }
  if (evidence === 'missing') {
    return {
      shape: 'dashed-circle',
      tone: 'unknown',
      word: 'unknown, no evidence',
    };
  }
  if (evidence === 'stale') {
    const last = status === 'unknown' ? '' : `, was ${plain.word}`;
    return {
      shape: 'hatched-circle',
      tone: 'unknown',
      word: `stale${last}`,
    };
  }
  return status === 'ok'
    ? { shape: 'half-ring', tone: 'plain', word: 'ok, partial' }
    : { ...plain, word: `${plain.word}, partial` };
}
