import { probeArea, Area } from '../../probes/probes';
import { Assessment } from '../assess';
import { VerdictStatus } from '../verdict';

export const INCIDENT_CAUSES = [
  'cluster',
  'database-server',
  'source',
  'release',
  'golden-path',
  'environment',
] as const;
export type IncidentCause = (typeof INCIDENT_CAUSES)[number];

/** Why an environment is not well; those with the same cause are one incident. */
export interface Cause {
  kind: IncidentCause;
  name: string;
}

/** Verdicts that somebody has to look at. */
export const NOT_WELL: ReadonlySet<VerdictStatus> = new Set<VerdictStatus>([
  'critical',
  'unknown',
  'degraded',
]);

/** What turns bad in this time after a release was applied is put down to it. */
const RELEASE_WINDOW_MS = 6 * 60 * 60 * 1000;

const OF_RELEASES: ReadonlySet<Area> = new Set<Area>([
  'availability',
  'application',
  'jobs',
  'integration',
]);

export interface CauseInput {
  /** `<tenant>/<stage>` */
  environment: string;
  cluster: string;
  /** `own`, or the name of the server that it shares. */
  databaseServer: string;
  release: { version: string; since: string };
  /** The version of the golden path that its files are of. */
  goldenPath: string;
  /** Since when the verdict holds. */
  since: string;
  assessment: Pick<Assessment, 'verdict' | 'deciding' | 'clusterUnreachable'>;
}

/** What lies furthest down explains the rest: the cluster, the source, the shared server, the golden path, the release. */
export function causeOf(input: CauseInput): Cause | undefined {
  const { environment, cluster, databaseServer, release, since } = input;
  const { verdict, deciding, clusterUnreachable } = input.assessment;
  if (!NOT_WELL.has(verdict.status)) return undefined;
  if (clusterUnreachable) return { kind: 'cluster', name: cluster };
  if (!deciding) return { kind: 'environment', name: environment };
  if (deciding.silentSource) {
    return { kind: 'source', name: deciding.silentSource };
  }
  // A file that somebody edits is an unledgered commit, which weighs more and decides. Where drift alone decides, the
  // render has moved, mostly for many at once: by a new portal, its configuration, or a calendar.
  if (deciding.probe === 'goldenpath.drift' && verdict.status === 'degraded') {
    return { kind: 'golden-path', name: input.goldenPath };
  }
  const area = probeArea(deciding.probe);
  if (area === 'database' && databaseServer !== 'own') {
    return { kind: 'database-server', name: databaseServer };
  }
  const sinceRelease = Date.parse(since) - Date.parse(release.since);
  if (
    OF_RELEASES.has(area) &&
    sinceRelease >= 0 &&
    sinceRelease <= RELEASE_WINDOW_MS
  ) {
    return { kind: 'release', name: release.version };
  }
  return { kind: 'environment', name: environment };
}
