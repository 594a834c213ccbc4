import { AzureResourceRecord, Time, conditionWords } from '../records';
import { HOUR, shorten, waited } from '../words';
import { Judgement } from './Judgement';

/** Creating a database server takes Azure half an hour at worst. */
const PATIENCE = HOUR;

/** What Azure calls a resource that does its work. */
const AT_WORK = ['Ready', 'Running', 'Succeeded'];
/** And one that does not; every other word is a change on its way. */
const DOWN = ['Disabled', 'Dropping', 'Failed', 'Inaccessible', 'Stopped'];

/** The operator reads anew every hour or so, and no field tells when it did. */
const LAST_READING =
  "by its operator's last reading, of which nothing tells the age";

/**
 * What Azure Service Operator and, through it, Azure say of a resource.
 *
 * @param committed - when its plan last changed, where that is known: for so long the operator may be behind
 */
export function judgeAzureResource(
  resource: AzureResourceRecord,
  now: Time,
  committed?: Time,
): Judgement {
  const said = judgeWords(resource, now);
  return said.status === 'ok' && resource.behind
    ? notTakenUp(now, committed)
    : said;
}

/** What the operator says of a resource whose last change it has not taken up is about the resource of before. */
export function notTakenUp(now: Time, committed?: Time): Judgement {
  const late = committed !== undefined && waited(committed, now) > PATIENCE;
  return {
    status: late ? 'degraded' : 'unknown',
    reason: 'Azure Service Operator has not taken up its last change yet',
  };
}

function judgeWords(
  { ready, state }: AzureResourceRecord,
  now: Time,
): Judgement {
  if (state !== undefined && !AT_WORK.includes(state)) {
    return {
      status: DOWN.includes(state) ? 'critical' : 'degraded',
      reason: `Azure calls it ${state}, ${LAST_READING}`,
    };
  }
  if (!ready) {
    return {
      status: 'unknown',
      reason: 'Azure Service Operator has not reported on it',
    };
  }
  const since = ready.lastTransitionTime;
  if (ready.status === 'True') {
    return {
      status: 'ok',
      reason: `Azure calls it ${state ?? 'ready'}, ${LAST_READING}`,
      since,
    };
  }
  const said = `${ready.reason ?? 'not ready'}: ${shorten(
    conditionWords(ready),
  )}`;
  if (ready.severity === 'Error') {
    return {
      status: 'critical',
      reason: `Azure Service Operator gave up, ${said}`,
      since,
    };
  }
  const busy = ready.severity === 'Info' && waited(since, now) <= PATIENCE;
  return {
    status: busy ? 'ok' : 'degraded',
    reason: `Azure Service Operator ${
      ready.severity === 'Info' ? 'works on it' : 'tries again'
    }, ${said}`,
    since,
  };
}
