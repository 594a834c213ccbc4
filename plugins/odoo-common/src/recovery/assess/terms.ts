import { TierPolicy } from '../../platform/tiers';
import { LOSS_SCENARIOS, Objective, RecoveryTerm } from '../assessment';
import { dayInWords, lengthInWords } from '../words';
import { isImmutable, offsiteCopies, saysWhetherReplicated } from './copies';
import { freshFact, secondsOf } from './input';
import { Judged, RUN_A_TEST, TermValue } from './Judged';
import { freshnessOf, testPeriodSeconds } from './tests';

const DRILL_PERIOD_SECONDS = 366 * 86_400;
const NOTHING_READ = 'Read the backup store again: see Sources';

/** What each term is worth, 0 to 1, whoever demands it. */
export const TERMS: Record<RecoveryTerm, (judged: Judged) => TermValue> = {
  restoreProof,
  rpo,
  offsiteAndImmutable,
  failoverPath,
  runbookDrill,
  alerting,
};

/** How far the RTO was kept: 1 in time, a half when it took twice as long, 0 when nobody timed it. */
function speedOf({ rto: target }: TierPolicy, { seconds }: Objective): number {
  if (target === undefined) return 1;
  if (seconds === null) return 0;
  return Math.min(1, secondsOf(target) / Math.max(1, seconds));
}

/** Freshness of the last restore test, times how far it kept the RTO. */
function restoreProof({ input, restorable, tests, rto }: Judged): TermValue {
  const period = testPeriodSeconds(input.policy);
  const [last] = tests;
  if (restorable.state !== 'restorable') {
    return {
      value: 0,
      unknown: restorable.state === 'unknown',
      summary: restorable.summary,
      action: NOTHING_READ,
    };
  }
  if (!last || period === undefined) {
    return {
      value: 0,
      summary: 'No restore of this chain was ever proven',
      action: RUN_A_TEST,
    };
  }
  if (last.outcome === 'failed') {
    return {
      value: 0,
      summary: `The restore test of ${dayInWords(last.finishedAt)} failed: ${
        last.summary
      }`,
      action: `Mend the cause and run a restore test: ${last.summary}`,
    };
  }
  const fresh = freshnessOf(last, period, input.now);
  const speed = speedOf(input.policy, rto);
  const slow = speed < 1 ? `; restoring takes longer than its target` : '';
  return {
    value: fresh * speed,
    summary: `Proven by the restore of ${dayInWords(last.finishedAt)}${slow}`,
    action:
      fresh < 1
        ? RUN_A_TEST
        : 'Make restores faster: a smaller database, more base backups, or a standby',
  };
}

const RPO_ACTIONS = {
  component: 'Follow the findings on base backups, WAL and filestore copy',
  region: 'Replicate the backup account to another region',
  corruption: 'Make a copy immutable and run a restore test',
  tenant: 'Rehearse the restore of one tenant aside',
};

/** The worst of the scenarios that the tier demands. */
function rpo({ rpo: objectives }: Judged): TermValue {
  const demanded = LOSS_SCENARIOS.filter(
    scenario => objectives[scenario].state !== 'not-demanded',
  ).map(scenario => ({ scenario, ...objectives[scenario] }));
  const valued = demanded.map(objective => ({
    ...objective,
    value:
      objective.seconds === null || objective.targetSeconds === null
        ? 0
        : Math.min(1, objective.targetSeconds / Math.max(1, objective.seconds)),
  }));
  const [worst] = valued.sort((a, b) => a.value - b.value);
  if (!worst) {
    return { value: 1, summary: 'No loss target is demanded', action: '' };
  }
  const target = lengthInWords(worst.targetSeconds ?? 0);
  return {
    value: worst.value,
    unknown: worst.state === 'unknown',
    summary:
      worst.state === 'met'
        ? 'Every demanded scenario keeps its target'
        : `${worst.scenario}: ${worst.summary} (target ${target})`,
    action: RPO_ACTIONS[worst.scenario],
  };
}

/** Half for a copy in another region that keeps up, half for one that nobody can change or delete. */
function offsiteAndImmutable({ input }: Judged): TermValue {
  const fact = freshFact(input, 'copies');
  if (!fact) {
    return {
      value: 0,
      unknown: true,
      summary: 'Where copies lie and whether they can be deleted is not known',
      action:
        'Give the portal read access to the storage account (resourceId in its configuration)',
    };
  }
  const { copies } = fact.fact;
  const { policy, spec } = input;
  const offsite = offsiteCopies(copies, spec.region);
  const live = offsite.some(({ replication }) => replication === 'live');
  const immutable = copies.map(copy => isImmutable(copy, policy));
  const needed = policy.immutability !== 'none';
  const safe = !needed || immutable.includes(true);
  const unsaid =
    (!live &&
      (!saysWhetherReplicated(copies) ||
        offsite.some(({ replication }) => replication === 'unknown'))) ||
    (!safe && immutable.includes(undefined));
  const missing = [
    ...(live ? [] : ['no copy in another region is known to keep up']),
    ...(safe
      ? []
      : [
          unsaid
            ? 'the store does not say what is immutable'
            : 'no copy is immutable as the tier demands',
        ]),
  ];
  return {
    value: (live ? 0.5 : 0) + (safe ? 0.5 : 0),
    unknown: unsaid,
    summary:
      missing.length === 0
        ? 'A copy in another region keeps up, and one cannot be changed or deleted'
        : missing.join('; '),
    action: live
      ? `Lock an immutability policy of at least ${policy.immutabilityDays} days on the container`
      : 'Replicate the backup account to another region',
  };
}

/** Somewhere to go: a cluster that answers in the recovery region, and the data there. */
function failoverPath({ input }: Judged): TermValue {
  const { recoveryRegion } = input.spec;
  if (!recoveryRegion) {
    return {
      value: 0,
      summary: 'No recovery region is named',
      action: 'Name a recovery region in a change',
    };
  }
  const answers = input.failoverClusters.some(({ reachable }) => reachable);
  const unsaid =
    !answers &&
    input.failoverClusters.some(({ reachable }) => reachable === undefined);
  const copies = freshFact(input, 'copies')?.fact.copies;
  const data = copies?.some(
    ({ region, role, replication }) =>
      role !== 'primary' && region === recoveryRegion && replication === 'live',
  );
  const missing = [
    ...(answers ? [] : [`no cluster in ${recoveryRegion} is known to answer`]),
    ...(data ? [] : [`no copy in ${recoveryRegion} is known to keep up`]),
  ];
  return {
    value: (answers ? 0.5 : 0) + (data ? 0.5 : 0),
    unknown: unsaid || copies === undefined,
    summary: missing.length
      ? missing.join('; ')
      : `A cluster and a copy stand by in ${recoveryRegion}`,
    action: answers
      ? `Replicate the backup account to ${recoveryRegion}`
      : `Bring a cluster in ${recoveryRegion} into service`,
  };
}

/** Walked through within a year, timed, and confirmed by a second person. */
function runbookDrill({ input }: Judged): TermValue {
  const action =
    'Walk through the runbook, record it, and have a second person confirm it';
  const drills = input.records.flatMap(
    ({ statement, confirmedAt, withdrawnAt }) =>
      statement.kind === 'drill' && confirmedAt && !withdrawnAt
        ? [statement]
        : [],
  );
  const [last] = drills.sort((a, b) => (a.finishedAt < b.finishedAt ? 1 : -1));
  if (!last) {
    return { value: 0, summary: 'No confirmed drill of the runbook', action };
  }
  const day = dayInWords(last.finishedAt);
  if (!last.succeeded) {
    return { value: 0, summary: `The drill of ${day} did not succeed`, action };
  }
  const value = freshnessOf(last, DRILL_PERIOD_SECONDS, input.now);
  return { value, summary: `Last drill on ${day}`, action };
}

/** Somebody is woken when backups stop. */
function alerting({ input }: Judged): TermValue {
  const fact = freshFact(input, 'alerting');
  const action = 'Upgrade to a golden path that renders recovery alerts';
  if (!fact) {
    return {
      value: 0,
      unknown: true,
      summary: 'Whether alerts on backups exist is not known',
      action: 'Let the Kubernetes collector read alert rules: see Sources',
    };
  }
  const { rules } = fact.fact;
  return rules.length > 0
    ? { value: 1, summary: `Alert rules: ${rules.join(', ')}`, action }
    : { value: 0, summary: 'No alert would tell when backups stop', action };
}
