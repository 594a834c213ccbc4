import { TenantWindows } from '../contract/calendar';
import {
  EVENT_ANSWERS,
  EventAnswer,
  EventReason,
} from '../contract/comingEvents';
import { EnvironmentSummary } from '../contract/environments';
import { RISK_TITLES } from '../health/verdict';

export interface EventFacts {
  /** RFC 3339; the first moment after the event. */
  to: string;
  /** Of this moment; absent: the tenant has none that the reader may see. */
  production?: Pick<
    EnvironmentSummary,
    'verdict' | 'recovery' | 'pendingChange'
  >;
  /** Whether changes of the tenant are closed at this moment. */
  changes: TenantWindows['now'];
}

/**
 * Whether an event will be made, by what is known of this moment, and why. The worst of the reasons decides: a known
 * danger comes before what nobody knows, and what nobody knows is never a yes. The load that the event itself brings
 * is not forecast: capacity counts by what is judged now and by what runs out before the event ends.
 */
export function answerEvent(facts: EventFacts): {
  answer: EventAnswer;
  reasons: EventReason[];
} {
  const { production } = facts;
  const reasons: EventReason[] = production
    ? [
        health(production),
        risks(production, facts.to),
        recovery(production),
        changes(production),
        freeze(facts),
      ]
    : [
        {
          about: 'health',
          says: 'unknown',
          text: 'No production environment that you may read',
        },
        freeze(facts),
      ];
  const answer = EVENT_ANSWERS.find(candidate =>
    reasons.some(({ says }) => says === candidate),
  );
  return { answer: answer ?? 'unknown', reasons };
}

type Production = NonNullable<EventFacts['production']>;

function health({ verdict }: Production): EventReason {
  const { status, evidence, summary } = verdict;
  const reason = (says: EventAnswer, text: string): EventReason => ({
    about: 'health',
    says,
    text,
  });
  switch (status) {
    case 'critical':
      return reason('no', `Production is critical: ${summary}`);
    case 'degraded':
      return reason('at-risk', `Production is degraded: ${summary}`);
    case 'maintenance':
      return reason('at-risk', `Production is in maintenance: ${summary}`);
    case 'asleep':
      return reason('at-risk', 'Production is asleep: it has to be awake then');
    case 'ok':
      return evidence === 'fresh'
        ? reason('yes', 'Production is ok')
        : reason(
            'unknown',
            `Production is ok by part of its probes: ${summary}`,
          );
    default:
      return reason(
        'unknown',
        `The state of production is not known: ${summary}`,
      );
  }
}

function risks({ verdict }: Production, to: string): EventReason {
  const due = verdict.riskAhead.filter(
    // That recovery is poor or not known is said of recovery, and not known is no danger that is known.
    risk => risk.kind !== 'recovery' && Date.parse(risk.due) < Date.parse(to),
  );
  return due.length === 0
    ? {
        about: 'risks',
        says: 'yes',
        text: 'Nothing that is known runs out before it ends',
      }
    : {
        about: 'risks',
        says: 'at-risk',
        text: due
          .map(({ kind, summary }) => `${RISK_TITLES[kind]}: ${summary}`)
          .join('; '),
      };
}

const RECOVERY_SAYS = {
  good: 'yes',
  fair: 'at-risk',
  poor: 'at-risk',
  unknown: 'unknown',
  // Only a stage that keeps nothing demands none: of production that is not plausible.
  'not-applicable': 'unknown',
} as const;

function recovery({ recovery: judged }: Production): EventReason {
  const band = judged?.band ?? 'unknown';
  const score = judged?.score ?? null;
  const says = RECOVERY_SAYS[band];
  return {
    about: 'recovery',
    says,
    text:
      says === 'unknown'
        ? 'Whether production can be recovered is not known'
        : `Recovery readiness is ${band}${
            score === null ? '' : ` (${Math.round(score)})`
          }`,
  };
}

function changes({ pendingChange }: Production): EventReason {
  return pendingChange === undefined
    ? {
        about: 'changes',
        says: 'yes',
        text: 'No change of production is on its way',
      }
    : {
        about: 'changes',
        says: 'at-risk',
        text: 'A change of production is on its way: see it done, or cancel it',
      };
}

/** A freeze protects the event; only not to know of one is a doubt. */
function freeze({ changes: now }: EventFacts): EventReason {
  const about = 'freeze';
  switch (now) {
    case 'closed':
      return { about, says: 'yes', text: 'Changes are closed now' };
    case 'open':
      return { about, says: 'yes', text: 'Changes are open now' };
    default:
      return {
        about,
        says: 'unknown',
        text: 'Whether changes are closed is not known: a calendar of the tenant cannot be read',
      };
  }
}
