import { LOSS_SCENARIOS } from '../assessment';
import { GOOD_FROM } from '../bands';
import { dayInWords, lengthInWords } from '../words';
import { freshFact, secondsBetween } from './input';
import { Judged, RUN_A_TEST } from './Judged';
import { belongTogether, worstFinding } from './restorable';
import { testPeriodSeconds } from './tests';

export interface Cap {
  cap: number;
  reason: string;
  action: string;
}

/** What the score cannot exceed, whatever else is in order (`assessments.md`). */
export function capsOf(judged: Judged): Cap[] {
  return [
    nothingRestorable(judged),
    lastTestFailed(judged),
    tooOldOrNoTest(judged),
    missedObjective(judged),
    notOneMoment(judged),
    onlyAttested(judged),
    damagedRepository(judged),
  ].flatMap(cap => cap ?? []);
}

function nothingRestorable({ restorable }: Judged): Cap | undefined {
  return restorable.state === 'none'
    ? {
        cap: 0,
        reason: `Nothing can be restored now: ${restorable.summary}`,
        action: 'Take a base backup now and follow the findings',
      }
    : undefined;
}

function lastTestFailed({ tests: [last] }: Judged): Cap | undefined {
  return last?.outcome === 'failed'
    ? {
        cap: 20,
        reason: `The latest restore test failed on ${dayInWords(
          last.finishedAt,
        )}: ${last.summary}`,
        action: `Mend the cause and run a restore test: ${last.summary}`,
      }
    : undefined;
}

/** 40 for never; from the due date on from 90 down to 40 at twice the period. */
function tooOldOrNoTest(judged: Judged): Cap | undefined {
  const { input, restorable, tests } = judged;
  const period = testPeriodSeconds(input.policy);
  // Which chain exists is not known, so neither is what was proven of it: the terms say so.
  if (period === undefined || restorable.state === 'unknown') return undefined;
  const passed = tests.find(({ outcome }) => outcome === 'passed');
  if (!passed) {
    return {
      cap: 40,
      reason: 'No restore of this chain was ever proven by a test',
      action: RUN_A_TEST,
    };
  }
  const late = secondsBetween(passed.finishedAt, input.now) - period;
  if (late <= 0) return undefined;
  return {
    cap: Math.max(40, 90 - (50 * late) / period),
    reason: `The restore test is ${lengthInWords(late)} overdue`,
    action: RUN_A_TEST,
  };
}

function missedObjective({ rpo, rto }: Judged): Cap | undefined {
  const [missed] = LOSS_SCENARIOS.filter(
    scenario => rpo[scenario].state === 'missed',
  );
  if (missed) {
    return {
      cap: 60,
      reason: `Loss on ${missed} misses its target: ${rpo[missed].summary}`,
      action: 'Follow the findings on base backups, WAL and copies',
    };
  }
  return rto.state === 'missed'
    ? {
        cap: 60,
        reason: `Restoring takes longer than its target: ${rto.summary}`,
        action:
          'Make restores faster: a smaller database, more base backups, or a standby',
      }
    : undefined;
}

function notOneMoment({ restorable, input }: Judged): Cap | undefined {
  if (restorable.state !== 'restorable') return undefined;
  return belongTogether(restorable, input)
    ? undefined
    : {
        cap: 30,
        reason: `Database and filestore do not belong together: the files are ${lengthInWords(
          restorable.apart,
        )} older`,
        action: 'Bring the copy of the filestore up to date',
      };
}

/** Bytes that nobody can read are a promise until a restore has shown them. */
function onlyAttested({ restorable, tests, input }: Judged): Cap | undefined {
  const attested =
    restorable.state === 'restorable' &&
    restorable.database.format === 'flexible-server';
  const period = testPeriodSeconds(input.policy);
  const proven = tests.some(
    ({ outcome, finishedAt }) =>
      outcome === 'passed' &&
      (period === undefined || secondsBetween(finishedAt, input.now) <= period),
  );
  return attested && !proven
    ? {
        cap: 70,
        reason:
          'The service attests its backups; nobody can read them and no restore test is in period',
        action: RUN_A_TEST,
      }
    : undefined;
}

/** A way back exists, but not the one that a tool takes by default: that is never green. */
function damagedRepository({ input, restorable }: Judged): Cap | undefined {
  if (restorable.state !== 'restorable') return undefined;
  const damaged = (['database', 'filestore'] as const)
    .flatMap(kind => freshFact(input, kind)?.fact.report ?? [])
    .find(({ verdict }) => verdict === 'critical' || verdict === 'unknown');
  return damaged
    ? {
        cap: GOOD_FROM - 1,
        reason: `The repository is not in order: ${worstFinding(damaged)}`,
        action: `Follow the findings on ${damaged.name}`,
      }
    : undefined;
}
