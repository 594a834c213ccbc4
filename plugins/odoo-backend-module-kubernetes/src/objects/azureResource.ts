import { AzureResourceRecord, Time, conditionWords } from '../records';
import { HOUR, shorten, waited } from '../words';
import { Judgement } from './Judgement';

/** Creating a database server takes Azure half an hour at worst. */
const PATIENCE = HOUR;

/** What Azure calls a resource that does its work. */
const AT_WORK = ['Ready', 'Running', 'Succeeded'];
/** And one that does not; every other word is a change on its way. */
const DOWN = ['Disabled', 'Dropping', 'Failed', 'Inaccessible', 'Stopped'];

/** What Azure Service Operator and, through it, Azure say of a resource. */
export function judgeAzureResource(
  { ready, state }: AzureResourceRecord,
  now: Time,
): Judgement {
  if (state !== undefined && !AT_WORK.includes(state)) {
    return {
      status: DOWN.includes(state) ? 'critical' : 'degraded',
      reason: `Azure calls it ${state}`,
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
      reason: `Azure calls it ${state ?? 'ready'}`,
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
