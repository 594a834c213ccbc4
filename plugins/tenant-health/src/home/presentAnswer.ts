import {
  ComingEvent,
  EventAnswer,
  momentInZone,
} from '@plumbline/plugin-odoo-common';
import { BadgeProps } from '@plumbline/plugin-odoo-react';

export const ANSWER_BADGES: Record<EventAnswer, BadgeProps> = {
  yes: { shape: 'filled-circle', tone: 'ok', word: 'yes' },
  'at-risk': { shape: 'triangle', tone: 'degraded', word: 'at risk' },
  no: { shape: 'octagon', tone: 'critical', word: 'no' },
  unknown: { shape: 'question', tone: 'unknown', word: 'not known' },
};

/** What is said at a moment: an answer that is over, or too old to be repeated, is none. */
export function answerAt(
  { answer, knownUntil }: Pick<ComingEvent, 'answer' | 'knownUntil'>,
  { isOutdated, at }: { isOutdated: boolean; at: number },
): EventAnswer {
  const isOver =
    knownUntil === undefined ? answer === 'yes' : Date.parse(knownUntil) <= at;
  return isOver || isOutdated ? 'unknown' : answer;
}

/** Why: of a yes all reasons, else those that stand against it, the worst first. Open or closed stands beside them. */
export function reasonsOf({
  answer,
  reasons,
}: Pick<ComingEvent, 'answer' | 'reasons'>): ComingEvent['reasons'] {
  if (answer === 'yes') {
    return reasons.filter(({ about }) => about !== 'freeze');
  }
  return [
    ...reasons.filter(({ says }) => says === answer),
    ...reasons.filter(({ says }) => says !== answer && says !== 'yes'),
  ];
}

/** Whether the tenant can be changed, which is what the event has to fear. */
export function changesInWords({
  changesNow,
  closesFrom,
  timeZone,
}: Pick<ComingEvent, 'changesNow' | 'closesFrom' | 'timeZone'>): string {
  if (changesNow === 'closed') return 'Closed now';
  if (changesNow === 'unknown') return 'Not known';
  return closesFrom === undefined
    ? 'Open; the event does not close them'
    : `Open; closed from ${momentInZone(closesFrom, timeZone)}`;
}
