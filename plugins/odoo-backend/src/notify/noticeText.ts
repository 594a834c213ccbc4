import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  Cause,
  EnvironmentRef,
  VerdictStatus,
  environmentName,
  environmentRefSchema,
  incidentId,
  incidentSummary,
} from '@plumbline/plugin-odoo-common';

type Payload = NotificationSendOptions['payload'];

const TOPIC = 'odoo-health';

const SEVERITY_OF: Partial<Record<VerdictStatus, Payload['severity']>> = {
  critical: 'critical',
  unknown: 'high',
  degraded: 'normal',
};

/** That something is not well. A later one on the same incident takes its place. */
export function noticeOf(
  cause: Cause,
  status: VerdictStatus,
  detail: { environments: number; summary?: string },
): Payload {
  return {
    ...common(cause),
    title: incidentSummary(cause, status),
    description: detail.summary ?? counted(detail.environments),
    severity: SEVERITY_OF[status],
  };
}

/** How an environment is when an incident that it was part of is over. */
export const AFTERWARDS = [
  'ok',
  'asleep',
  'in maintenance',
  'not well for another cause',
  'still not well but muted',
  'no longer there',
] as const;
export type Afterwards = (typeof AFTERWARDS)[number];

/**
 * That no more is told of it, and nothing better than is known: an incident also ends where another begins, or where
 * all that is left of it is muted.
 */
export function noticeOfEnd(
  cause: Cause,
  status: VerdictStatus,
  environments: readonly Afterwards[],
): Payload {
  const parts = AFTERWARDS.map(after => ({
    after,
    count: environments.filter(other => other === after).length,
  })).filter(({ count }) => count > 0);
  return {
    ...common(cause),
    title: `${
      environments.includes('still not well but muted') ? 'Muted' : 'Over'
    }: ${incidentSummary(cause, status)}`,
    description: parts
      .map(({ after, count }) => `${counted(count)} ${after}`)
      .join(', '),
    severity: 'low',
  };
}

function common(cause: Cause): Pick<Payload, 'link' | 'scope' | 'topic'> {
  return {
    link: linkTo(cause),
    scope: `odoo-incident:${incidentId(cause)}`,
    topic: TOPIC,
  };
}

/** Paths of the portal's pages, as the frontend plugins have them. */
function linkTo(cause: Cause): string {
  const ref = environmentRefSchema.safeParse(cause.name).data;
  return cause.kind === 'environment' && ref
    ? healthPath(ref)
    : `/tenants?incident=${encodeURIComponent(incidentId(cause))}`;
}

function healthPath(ref: EnvironmentRef): string {
  const name = encodeURIComponent(environmentName(ref));
  return `/catalog/default/component/${name}/health`;
}

function counted(environments: number): string {
  return environments === 1 ? '1 environment' : `${environments} environments`;
}
