import { ObservedStatus } from '../health/observation';
import { lengthInWords } from '../recovery/words';
import { BASELINE_OCCURRENCES, baselineOf } from './baseline';
import {
  BUSINESS_FIGURES,
  BUSINESS_FIGURE_IDS,
  BusinessFigure,
  BusinessFigureId,
  BusinessProbeId,
} from './figures';

export interface BusinessReading {
  /** NaN: the database has no such table; undefined: nobody has told it. */
  now?: number;
  /** The same weekday and time of earlier weeks, as far as they are known. */
  earlier: readonly number[];
}

export interface BusinessJudgement {
  status: Extract<
    ObservedStatus,
    'ok' | 'critical' | 'unknown' | 'not-applicable'
  >;
  summary: string;
  /** The first figure, where it is known. */
  value?: number;
  unit?: string;
  threshold: string;
}

interface JudgedFigure {
  id: BusinessFigureId;
  value?: number;
  status: BusinessJudgement['status'];
  text: string;
}

/** From what decides to what does not. */
const LADDER = ['critical', 'unknown', 'ok', 'not-applicable'] as const;

/**
 * What the figures of one probe say against their baselines. What cannot be judged is unknown, never well: no sample,
 * too little history, or so few occurrences that a standstill would look the same.
 */
export function judgeBusiness(
  probe: BusinessProbeId,
  readings: Readonly<Partial<Record<BusinessFigureId, BusinessReading>>>,
): BusinessJudgement {
  const judged = BUSINESS_FIGURE_IDS.filter(
    id => BUSINESS_FIGURES[id].probe === probe,
  ).map(id => judgeFigure(id, readings[id] ?? { earlier: [] }));
  const status = LADDER.find(step => judged.some(one => one.status === step))!;
  const [{ id, value }] = judged;
  return {
    status,
    summary: judged.map(({ text }) => text).join('; '),
    ...(value !== undefined && { value, unit: BUSINESS_FIGURES[id].unit }),
    threshold: `the same weekday and time of ${BASELINE_OCCURRENCES} weeks before`,
  };
}

function judgeFigure(
  id: BusinessFigureId,
  { now, earlier: told }: BusinessReading,
): JudgedFigure {
  const figure: BusinessFigure = BUSINESS_FIGURES[id];
  if (now === undefined) {
    return { id, status: 'unknown', text: `No sample of: ${figure.what}` };
  }
  if (!Number.isFinite(now)) {
    const text = `Nothing to count, as no such module is installed: ${figure.what}`;
    return { id, status: 'not-applicable', text };
  }
  const earlier = told.filter(Number.isFinite);
  const baseline = baselineOf(figure, earlier);
  const inWords = (value: number) => wordsOf(figure, value);
  const seen = `${inWords(now)} ${figure.what}`;
  if (!baseline) {
    const text = `${seen} (shown, not judged: ${earlier.length} of ${BASELINE_OCCURRENCES} earlier weeks are known)`;
    return { id, value: now, status: 'unknown', text };
  }
  const { median, limit } = baseline;
  const usual = `usually ${inWords(median)}`;
  if (figure.bad === 'fewer' && limit <= 0) {
    const text = `${seen} (${usual}: too few, or too different from week to week, for a standstill to show)`;
    return { id, value: now, status: 'unknown', text };
  }
  const far = figure.bad === 'fewer' ? now < limit : now > limit;
  const bound = figure.bad === 'fewer' ? 'at least' : 'at most';
  return {
    id,
    value: now,
    status: far ? 'critical' : 'ok',
    text: `${seen} (${usual}, ${bound} ${inWords(limit)})`,
  };
}

function wordsOf({ unit }: BusinessFigure, value: number): string {
  return unit === 'seconds'
    ? lengthInWords(Math.max(0, value))
    : String(Math.round(value * 10) / 10);
}
