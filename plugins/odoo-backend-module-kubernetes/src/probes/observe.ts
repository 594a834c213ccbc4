import { EXCUSABLE_AREAS, probeArea } from '@plumbline/plugin-odoo-common';
import { CollectedObservation } from '@plumbline/plugin-odoo-node';
import { warningWords, warningsOn } from '../events';
import { KINDS, Time } from '../records';
import { Finding } from './Finding';
import { Probe, Subject } from './Subject';
import { Maintenance, excuse, findMaintenance } from './maintenance';
import { plannedProbes } from './neededKinds';
import { duration } from '../words';

/** A clock that is ahead by less is not worth a word. */
const SKEW_MS = 5000;

/**
 * Everything the planned probes say about one environment. A probe whose kinds could not be listed
 * says nothing, so that its last observation ages; one whose kinds are not installed is unknown.
 */
export function observe(subject: Subject): CollectedObservation[] {
  const maintenance = findMaintenance(subject);
  return plannedProbes(subject.expectation).flatMap(probe => {
    const finding = find(probe, subject);
    if (!finding) return [];
    const told = explained(subject, finding);
    return [observation(subject, probe, excused(probe, told, maintenance))];
  });
}

function find(probe: Probe, subject: Subject): Finding | undefined {
  const { expectation, listings } = subject;
  const needs = probe.needs(expectation);
  const consults = probe.consults?.(expectation) ?? [];
  const unlisted = [...needs, ...consults].some(
    kind => listings.state(kind) === 'not-listed',
  );
  if (unlisted) return undefined;
  const missing = needs.find(kind => listings.state(kind) === 'not-installed');
  if (missing) {
    const { product, kind } = KINDS[missing];
    return {
      status: 'unknown',
      summary: `${product} is not installed in the cluster: it knows no ${kind}`,
    };
  }
  return assessOnAll(probe, subject);
}

/** What could not be read might be what is wrong: ok needs every object of the environment. */
function assessOnAll(probe: Probe, subject: Subject): Finding | undefined {
  const { expectation, listings } = subject;
  const finding = probe.assess(subject);
  if (finding?.status !== 'ok') return finding;
  const read = [
    ...probe.needs(expectation),
    ...(probe.consults?.(expectation) ?? []),
  ];
  for (const kind of read) {
    const unread = listings.unreadableIn(kind, expectation.namespace);
    if (unread) {
      return {
        status: 'unknown',
        summary: `A ${KINDS[kind].kind} cannot be read: ${unread}`,
      };
    }
  }
  return finding;
}

const AMISS: ReadonlySet<Finding['status']> = new Set<Finding['status']>([
  'critical',
  'degraded',
  'unknown',
]);

/** With what Kubernetes and its operators last warned of, as the reason. */
function explained({ warnings, now }: Subject, finding: Finding): Finding {
  const { status, object, summary } = finding;
  if (!AMISS.has(status) || !object) return finding;
  const [newest] = warningsOn(object, warnings, now);
  return newest
    ? {
        ...finding,
        summary: `${summary}; ${warningWords(newest, summary, now)}`,
      }
    : finding;
}

function excused(
  { id }: Probe,
  finding: Finding,
  maintenance: Maintenance | undefined,
): Finding {
  return maintenance && EXCUSABLE_AREAS.has(probeArea(id))
    ? excuse(finding, maintenance)
    : finding;
}

function observation(
  { environment, now, cluster: { skewMs } }: Subject,
  { id }: Probe,
  { since, deadline, summary, ...finding }: Finding,
): CollectedObservation {
  const ahead = since === undefined ? 0 : since - now;
  return {
    ...finding,
    environment: { tenant: environment.tenant, stage: environment.stage },
    probe: id,
    summary:
      ahead > SKEW_MS
        ? `${summary} (dated ahead of the cluster's clock by ${duration(
            ahead,
          )})`
        : summary,
    // Told by our clock, as every other time in the portal.
    since: since === undefined ? undefined : iso(ours(since, now, skewMs)),
    deadline: deadline === undefined ? undefined : iso(deadline),
  };
}

/** A moment by the cluster's clock, by ours; what is dated ahead has just begun. */
function ours(since: Time, now: Time, skewMs: number): Time {
  return Math.min(since - skewMs, now - Math.max(0, skewMs));
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
