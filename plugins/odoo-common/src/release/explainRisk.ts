import { momentInWords, lengthInWords } from '../recovery/words';
import { ModuleDifferences } from './compareModules';
import { SCHEMA_CLASSES } from './release';

export interface PromotionFacts {
  modules: ModuleDifferences;
  schemaClass: (typeof SCHEMA_CLASSES)[number];
  /** Age of the newest moment that can be restored, seconds; absent: not known. */
  restorePointAgeSeconds?: number;
  /** How the release did so far, wherever it is. */
  results: { verified: number; failed: number };
  /** The next business event of a legal entity; `none`: none is near; absent: its calendar cannot be read. */
  nextEvent?: { title: string; from: string } | 'none';
  /** Deployments of this environment that failed in the last 90 days. */
  recentFailures: number;
  now: Date;
}

export interface RiskFactor {
  factor: string;
  level: 'low' | 'raised' | 'high' | 'unknown';
  detail: string;
}

const DAY = 24 * 60 * 60;
/** More modules than anybody reviews in one sitting. */
const MANY_MODULES = 20;

function levelOf(
  value: number,
  above: { raised: number; high: number },
): RiskFactor['level'] {
  if (value > above.high) return 'high';
  return value > above.raised ? 'raised' : 'low';
}

/** What makes a promotion risky, each factor in words: one number would hide which of them it is. */
export function explainRisk(facts: PromotionFacts): RiskFactor[] {
  return [
    sizeOf(facts),
    schemaOf(facts),
    restorePointOf(facts),
    resultsOf(facts),
    eventOf(facts),
    failuresOf(facts),
  ];
}

function sizeOf({ modules }: PromotionFacts): RiskFactor {
  const { added, removed, changed } = modules;
  const total = added.length + removed.length + changed.length;
  const detail = `${changed.length} modules change, ${added.length} are added, ${removed.length} removed`;
  const many = total > MANY_MODULES || removed.length > 0;
  return {
    factor: 'Size of the change',
    level: many ? 'raised' : 'low',
    detail,
  };
}

const OF_SCHEMA = {
  none: ['low', 'The schema stays: the image alone can go back'],
  additive: [
    'raised',
    'The schema is added to: going back takes a release that is known to run on it, or a restore',
  ],
  breaking: ['high', 'The schema breaks: going back takes a restore'],
} as const;

function schemaOf({ schemaClass }: PromotionFacts): RiskFactor {
  const [level, detail] = OF_SCHEMA[schemaClass];
  return { factor: 'Schema class', level, detail };
}

function restorePointOf({
  restorePointAgeSeconds: age,
}: PromotionFacts): RiskFactor {
  const factor = 'Restore point';
  if (age === undefined) {
    return {
      factor,
      level: 'unknown',
      detail: 'Nobody knows what could be restored',
    };
  }
  return {
    factor,
    level: levelOf(age, { raised: DAY, high: 7 * DAY }),
    detail: `A restore now would lose ${lengthInWords(age)}`,
  };
}

function resultsOf({ results }: PromotionFacts): RiskFactor {
  const { verified, failed } = results;
  const detail = `Verified in ${verified} ${
    verified === 1 ? 'environment' : 'environments'
  }, failed in ${failed}`;
  const factor = 'Results so far';
  if (failed > 0) return { factor, level: 'high', detail };
  return verified > 0
    ? { factor, level: 'low', detail }
    : { factor, level: 'unknown', detail: 'Verified nowhere yet' };
}

function eventOf({ nextEvent, now }: PromotionFacts): RiskFactor {
  const factor = 'Next business event';
  if (nextEvent === undefined) {
    return { factor, level: 'unknown', detail: 'Its calendar cannot be read' };
  }
  if (nextEvent === 'none') {
    return { factor, level: 'low', detail: 'None in the next 60 days' };
  }
  const seconds = (Date.parse(nextEvent.from) - now.getTime()) / 1000;
  const when = momentInWords(nextEvent.from);
  if (seconds <= 0) {
    const detail = `${nextEvent.title} is on since ${when}`;
    return { factor, level: 'high', detail };
  }
  // The sooner, the worse.
  const level = levelOf(-seconds, { raised: -7 * DAY, high: -2 * DAY });
  const detail = `${nextEvent.title} in ${lengthInWords(seconds)}, at ${when}`;
  return { factor, level, detail };
}

function failuresOf({ recentFailures }: PromotionFacts): RiskFactor {
  return {
    factor: 'Recent failures',
    level: levelOf(recentFailures, { raised: 0, high: 1 }),
    detail: `${recentFailures} of this environment in the last 90 days`,
  };
}
