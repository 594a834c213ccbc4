import { IncidentCause } from '../../health/incidents/cause';
import { Verdict } from '../../health/verdict';
import { Area, probeArea } from '../../probes/probes';
import { DeploymentFacts } from './facts';

/** What lies below an environment is no fault of its release. */
const BELOW: ReadonlySet<IncidentCause> = new Set<IncidentCause>([
  'cluster',
  'database-server',
  'source',
]);

/** What a release can break once it has arrived; a certificate that ends in that night is not its doing. */
const OF_RELEASES: ReadonlySet<Area> = new Set<Area>([
  'availability',
  'application',
  'jobs',
  'integration',
  'database',
  'cache',
  'storage',
]);

/** A schedule or its people took it down: no pod runs the release. */
const AT_REST: ReadonlySet<Verdict['status']> = new Set([
  'asleep',
  'maintenance',
] as const);

export function isFromBelow({
  cause,
}: NonNullable<DeploymentFacts['verdict']>) {
  return cause !== undefined && BELOW.has(cause.kind);
}

export function isItsOwn(
  verdict: NonNullable<DeploymentFacts['verdict']>,
): boolean {
  const { status, decidedBy } = verdict;
  return (
    status === 'critical' &&
    !isFromBelow(verdict) &&
    decidedBy !== undefined &&
    decidedBy !== 'ingress.certificate' &&
    OF_RELEASES.has(probeArea(decidedBy))
  );
}

/** Nobody looks, or something that is not the release's hides how it does. */
export function isUntellable(verdict: NonNullable<DeploymentFacts['verdict']>) {
  const { status } = verdict;
  return (
    status === 'unknown' ||
    AT_REST.has(status) ||
    (status === 'critical' && !isItsOwn(verdict))
  );
}
