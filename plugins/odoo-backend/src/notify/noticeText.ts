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

/** @param environments - how many there were, and how many of them are still not well for another cause */
export function noticeOfEnd(
  cause: Cause,
  status: VerdictStatus,
  environments: { total: number; stillNotWell: number },
): Payload {
  const { total, stillNotWell } = environments;
  return {
    ...common(cause),
    title: `Over: ${incidentSummary(cause, status)}`,
    description:
      stillNotWell === 0
        ? `${counted(total)}, well again`
        : `${counted(total)}; ${stillNotWell} not well for another cause`,
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
