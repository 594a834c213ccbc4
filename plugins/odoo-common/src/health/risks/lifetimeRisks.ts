import { Risk } from '../verdict';
import { RiskFacts } from './RiskFacts';
import { Threshold, severityAt } from './threshold';

const EXPIRY: Threshold = { warningDays: 30, criticalDays: 7 };
/** Moving to another series takes a project, not a release. */
const ODOO_SUPPORT: Threshold = { warningDays: 180, criticalDays: 90 };
const DATABASE_SUPPORT: Threshold = { warningDays: 90, criticalDays: 30 };

const endOf = (day: string) => `${day}T23:59:59.999Z`;

/** The ends that are written down: of the environment itself, of its Odoo series, of its database. */
export function lifetimeRisks(facts: RiskFacts, now: Date): Risk[] {
  return [
    expiry(facts, now),
    odooSupport(facts, now),
    database(facts, now),
  ].filter(risk => risk !== undefined);
}

function expiry({ expires, owner }: RiskFacts, now: Date): Risk | undefined {
  if (expires === undefined) return undefined;
  const due = `${expires}T00:00:00.000Z`;
  const severity = severityAt(due, EXPIRY, now);
  if (!severity) return undefined;
  return {
    kind: 'expiry',
    severity,
    due,
    summary:
      Date.parse(due) <= now.getTime()
        ? `The environment has been expired since ${expires}`
        : `The environment expires on ${expires}`,
    owner,
    action: {
      title: 'Extend it, or decommission it',
      template: 'odoo-expiry',
    },
  };
}

function odooSupport(
  { series, owner }: RiskFacts,
  now: Date,
): Risk | undefined {
  if (!series) return undefined;
  const due = endOf(series.supportEnds);
  const severity = severityAt(due, ODOO_SUPPORT, now);
  if (!severity) return undefined;
  return {
    kind: 'odoo-support',
    severity,
    due,
    summary: supportSummary(
      `Odoo ${series.name}`,
      series.supportEnds,
      due,
      now,
    ),
    owner,
    action: { title: 'Plan the move to a supported series' },
  };
}

function database(
  { databaseSupportEnds, platformTeam }: RiskFacts,
  now: Date,
): Risk | undefined {
  if (databaseSupportEnds === undefined) return undefined;
  const due = endOf(databaseSupportEnds);
  const severity = severityAt(due, DATABASE_SUPPORT, now);
  if (!severity) return undefined;
  return {
    kind: 'database-support',
    severity,
    due,
    summary: supportSummary(
      'this version of PostgreSQL',
      databaseSupportEnds,
      due,
      now,
    ),
    owner: platformTeam,
    action: { title: 'Move to a supported version of PostgreSQL' },
  };
}

function supportSummary(what: string, day: string, due: string, now: Date) {
  return Date.parse(due) < now.getTime()
    ? `Support of ${what} ended on ${day}`
    : `Support of ${what} ends on ${day}`;
}
