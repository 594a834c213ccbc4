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
import { phaseOf } from './phase';

export interface BusinessReading {
  /** NaN: the database has no such table; undefined: nobody has told it. */
  now?: number;
  /** The same weekday and time of earlier weeks, as far as they are known, the newest first. */
  earlier: readonly { at: Date; value: number }[];
}

export interface BusinessJudgement {
  /** `degraded`: far from what is usual; `critical`: it stands still. */
  status: Extract<
    ObservedStatus,
    'ok' | 'degraded' | 'critical' | 'unknown' | 'not-applicable'
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

const IN_PHASE = {
  'month end': 'each at a month end',
  ordinary: 'none at a month end',
};

/**
 * What the figures of one probe say against their baselines, of which the first decides: the others are shown. What
 * cannot be judged is unknown, never well: no sample, too little history of the same phase of the month, or so few
 * occurrences that a standstill would look the same.
 */
export function judgeBusiness(
  probe: BusinessProbeId,
  readings: Readonly<Partial<Record<BusinessFigureId, BusinessReading>>>,
  at: Date,
): BusinessJudgement {
  const judged = BUSINESS_FIGURE_IDS.filter(
    id => BUSINESS_FIGURES[id].probe === probe,
  ).map(id => judgeFigure(id, readings[id] ?? { earlier: [] }, at));
  const [{ id, value, status }] = judged;
  return {
    status,
    summary: judged.map(({ text }) => text).join('; '),
    ...(value !== undefined && { value, unit: BUSINESS_FIGURES[id].unit }),
    threshold: `the same weekday and time of ${BASELINE_OCCURRENCES} earlier weeks, ${
      IN_PHASE[phaseOf(at)]
    }`,
  };
}

function judgeFigure(
  id: BusinessFigureId,
  { now, earlier: told }: BusinessReading,
  at: Date,
): JudgedFigure {
  const figure: BusinessFigure = BUSINESS_FIGURES[id];
  if (now === undefined) {
    const text = `No sample, or samples of more than one database: ${figure.what}`;
    return { id, status: 'unknown', text };
  }
  if (!Number.isFinite(now)) {
    const text = `Nothing to count, as no such module is installed: ${figure.what}`;
    return { id, status: 'not-applicable', text };
  }
  const phase = phaseOf(at);
  const earlier = told
    .filter(week => phaseOf(week.at) === phase && Number.isFinite(week.value))
    .slice(0, BASELINE_OCCURRENCES)
    .map(({ value }) => value);
  const baseline = baselineOf(figure, earlier);
  const inWords = (value: number) => wordsOf(figure, value);
  const seen = `${inWords(now)} ${figure.what}`;
  if (!baseline) {
    const text = `${seen} (shown, not judged: ${earlier.length} of ${BASELINE_OCCURRENCES} earlier weeks are known, ${IN_PHASE[phase]})`;
    return { id, value: now, status: 'unknown', text };
  }
  const { median, limit, standstill = -1 } = baseline;
  const usual = `usually ${inWords(median)}`;
  if (limit === undefined) {
    const text = `${seen} (${usual}: too few, or too different from week to week, to tell)`;
    return { id, value: now, status: 'unknown', text };
  }
  const far = figure.bad === 'fewer' ? now < limit : now > limit;
  const bound = figure.bad === 'fewer' ? 'at least' : 'at most';
  const low = figure.decides && now <= standstill ? 'critical' : 'degraded';
  return {
    id,
    value: now,
    status: far ? low : 'ok',
    text: `${seen} (${usual}, ${bound} ${inWords(limit)})`,
  };
}

function wordsOf({ unit }: BusinessFigure, value: number): string {
  return unit === 'seconds'
    ? lengthInWords(Math.max(0, value))
    : String(Math.round(value * 10) / 10);
}
