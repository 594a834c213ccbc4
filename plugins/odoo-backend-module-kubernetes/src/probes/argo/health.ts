import { ApplicationRecord } from '../../records';
import { Finding } from '../Finding';
import { Subject } from '../Subject';
import { assessApplication } from './application';
import { lostObjects, missingObjects, waitsForFreeze } from './waiting';
import { sleepsNow } from '../sleep';
import { MINUTE, forHowLong, shorten, waited } from '../../words';

/** A healthy rollout of Odoo, with its migration, is through by then. */
const SLOW = 30 * MINUTE;

export function assessArgoHealth(subject: Subject): Finding {
  return assessApplication(subject, application => ({
    value: application.health.status,
    threshold: 'Healthy',
    ...assess(subject, application),
  }));
}

function assess(subject: Subject, application: ApplicationRecord): Finding {
  const { health, unhealthy } = application;
  const since = health.lastTransitionTime;
  const objects = unhealthy
    .filter(({ status }) => status === health.status)
    .map(({ object, message }) => (message ? `${object}: ${message}` : object));
  const why = objects.length > 0 ? `: ${shorten(objects.join('; '))}` : '';
  const summary = `Argo CD calls it ${health.status}${forHowLong(
    since,
    subject.now,
  )}${why}`;
  switch (health.status) {
    case 'Healthy':
      return { status: 'ok', since, summary: 'Argo CD calls it Healthy' };
    case 'Progressing': {
      const slow = since !== undefined && waited(since, subject.now) > SLOW;
      return { status: slow ? 'degraded' : 'ok', since, summary };
    }
    case 'Degraded':
      return { status: 'degraded', since, summary };
    case 'Missing':
      return missing(subject, application, { since, summary });
    case 'Suspended':
      // Argo CD's word for a hibernated database and a paused rollout alike.
      return sleepsNow(subject)
        ? { status: 'asleep', since, summary }
        : { status: 'degraded', since, summary };
    default:
      return {
        status: 'unknown',
        summary: `Argo CD does not know its health${why}`,
      };
  }
}

/** What a commit adds is missing until it is synced; what was there and was deleted is a fault in a freeze as well. */
function missing(
  subject: Subject,
  application: ApplicationRecord,
  { since, summary }: Pick<Finding, 'since' | 'summary'>,
): Finding {
  const added =
    !application.lastSync ||
    (missingObjects(application).length > 0 &&
      lostObjects(application).length === 0);
  const waits = added && waitsForFreeze(subject, application);
  return waits
    ? { ...waits, summary: `${waits.summary}; ${summary}` }
    : { status: 'critical', since, summary };
}
