import {
  ExternalSecretRecord,
  conditionWords,
  findCondition,
} from '../records';
import { Finding, worstOf } from './Finding';
import { Probe, Subject, committedAt, planned, reference } from './Subject';
import { parseGoDuration } from './goDuration';
import {
  MINUTE,
  amount,
  duration,
  elapsed,
  forHowLong,
  isAhead,
  moment,
  shorten,
  waited,
} from '../words';

/** What External Secrets needs after a commit, with the controller that applies it. */
const PATIENCE = 15 * MINUTE;

/** Times the interval that a refresh may be late. */
const LATE = 2;

export const secretsSynced: Probe = {
  id: 'secrets.synced',
  needs: () => ['externalSecrets'],
  assess(subject) {
    const names = subject.expectation.externalSecrets;
    const findings = names.map(name => {
      const found = planned(subject, 'externalSecrets', name);
      return 'finding' in found ? found.finding : assess(subject, found.record);
    });
    const deciding = worstOf(findings, 'secrets');
    if (!deciding) {
      return { status: 'not-applicable', summary: 'No secret is planned' };
    }
    const synced = findings.filter(({ status }) => status === 'ok').length;
    return {
      ...deciding,
      value: synced,
      unit: 'secrets',
      threshold: `${names.length} synced, refreshed within ${LATE}x their interval`,
      summary:
        deciding.status === 'ok' && names.length > 1
          ? `All ${amount(synced, 'secret')} are synced`
          : deciding.summary,
    };
  },
};

function assess(subject: Subject, secret: ExternalSecretRecord): Finding {
  const { now } = subject;
  const { name, namespace, conditions, refreshedAt } = secret;
  const object = reference('externalSecrets', namespace, name);
  const ready = findCondition(conditions, 'Ready');
  if (ready?.status !== 'True') {
    const since = ready?.lastTransitionTime;
    return {
      status: 'critical',
      since,
      object,
      summary: `Secret ${name} has not been synced${forHowLong(since, now)}: ${
        ready
          ? shorten(conditionWords(ready))
          : 'External Secrets has not reported on it'
      }`,
    };
  }
  const interval = refreshMilliseconds(secret);
  if (interval === 0) {
    return { ...fetchedByChange(subject, secret), object };
  }
  if (refreshedAt === undefined || interval === undefined) {
    return {
      status: 'unknown',
      object,
      summary:
        refreshedAt === undefined
          ? `Secret ${name} is synced and does not say when it was refreshed`
          : `Secret ${name} is refreshed by an interval that cannot be read: ${shorten(
              secret.refreshInterval ?? '',
              40,
            )}`,
    };
  }
  if (isAhead(refreshedAt, now)) {
    return {
      status: 'unknown',
      object,
      summary: `Secret ${name} says that it was refreshed on ${moment(
        refreshedAt,
      )}, ahead of every clock here: nobody knows when it was`,
    };
  }
  const age = elapsed(refreshedAt, now);
  const late = age > LATE * interval;
  return {
    status: late ? 'degraded' : 'ok',
    object,
    since: late ? refreshedAt + LATE * interval : undefined,
    summary: `Secret ${name} was refreshed ${duration(age)} ago${
      late ? `, its interval is ${secret.refreshInterval}` : ''
    }`,
  };
}

/** No clock fetches it: it may be of any age, but what Git says last must have been fetched. */
function fetchedByChange(
  subject: Subject,
  { name, behind, refreshPolicy }: ExternalSecretRecord,
): Finding {
  if (refreshPolicy !== 'OnChange' || !behind) {
    return { status: 'ok', summary: `Secret ${name} is synced` };
  }
  const late = waited(committedAt(subject), subject.now) > PATIENCE;
  return {
    // A commit that waited for a window may have been applied only now.
    status: late ? 'degraded' : 'unknown',
    summary: `Secret ${name} has not been fetched since it was changed: pods of that change wait for it`,
  };
}

/** Zero when the secret is not refreshed by the clock. External Secrets' default is an hour. */
function refreshMilliseconds({
  refreshInterval,
  refreshPolicy,
}: ExternalSecretRecord): number | undefined {
  if (refreshPolicy === 'CreatedOnce' || refreshPolicy === 'OnChange') return 0;
  return parseGoDuration(refreshInterval ?? '1h');
}
