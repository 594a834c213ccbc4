import { EXCUSABLE_AREAS, probeArea } from '@plumbline/plugin-odoo-common';
import { CollectedObservation } from '@plumbline/plugin-odoo-node';
import { KINDS } from '../records';
import { Finding } from './Finding';
import { Probe, Subject } from './Subject';
import { Maintenance, excuse, findMaintenance } from './maintenance';
import { plannedProbes } from './neededKinds';
import { duration } from './words';

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
    return finding
      ? [observation(subject, probe, excused(probe, finding, maintenance))]
      : [];
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
  for (const kind of probe.needs(expectation)) {
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
  { environment, now }: Subject,
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
        ? `${summary} (the cluster's clock is ahead by ${duration(ahead)})`
        : summary,
    since: since === undefined ? undefined : iso(Math.min(since, now)),
    deadline: deadline === undefined ? undefined : iso(deadline),
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
