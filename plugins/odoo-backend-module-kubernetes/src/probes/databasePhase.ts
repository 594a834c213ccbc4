import { judgeAzureResource } from '../objects';
import { DatabaseClusterRecord, Time, findCondition } from '../records';
import { forHowLong, shorten } from '../words';
import { Finding } from './Finding';
import { Probe, committedAt } from './Subject';
import { assessDatabase, databaseConsults, databaseKinds } from './database';
import {
  sharedDatabaseConsults,
  sharedDatabaseFault,
  sharedDatabaseKinds,
} from './sharedDatabase';

/** CloudNativePG's word for a Cluster with nothing to do (api/v1, `PhaseHealthy`). */
const HEALTHY = 'Cluster in healthy state';

export const databasePhase: Probe = {
  id: 'database.phase',
  needs: expectation => [
    ...databaseKinds(expectation),
    ...sharedDatabaseKinds(expectation),
  ],
  consults: expectation => [
    ...databaseConsults(expectation),
    ...sharedDatabaseConsults(expectation),
  ],
  assess(subject) {
    const { now } = subject;
    const finding = assessDatabase(subject, {
      cluster: cluster => clusterPhase(cluster, now),
      server(server) {
        const { status, reason, since } = judgeAzureResource(
          server,
          now,
          committedAt(subject),
        );
        return {
          status,
          since,
          value: server.state,
          threshold: 'Ready',
          summary: `Database server ${server.name}: ${reason}`,
        };
      },
    });
    // A server that is well says nothing about the tenant's own database on it.
    const fault =
      finding.status === 'ok' ? sharedDatabaseFault(subject) : undefined;
    return fault ?? finding;
  },
};

function clusterPhase(cluster: DatabaseClusterRecord, now: Time): Finding {
  const { name, phase, phaseReason, conditions, primaryServes } = cluster;
  const shape = { value: phase, threshold: HEALTHY };
  const ready = findCondition(conditions, 'Ready');
  if (phase === undefined || ready?.status === 'Unknown') {
    return {
      ...shape,
      status: 'unknown',
      summary: `The operator does not say whether database ${name} is ready`,
    };
  }
  if (phase === HEALTHY && ready?.status !== 'False') {
    return {
      ...shape,
      status: 'ok',
      summary: `Database ${name} is healthy, primary ${
        cluster.currentPrimary ?? 'unknown'
      }`,
    };
  }
  const since =
    ready?.status === 'False' ? ready.lastTransitionTime : undefined;
  const why = phaseReason ? `, ${shorten(phaseReason)}` : '';
  return {
    ...shape,
    // Work on replicas or configuration while a healthy primary serves is no outage.
    status: primaryServes ? 'degraded' : 'critical',
    since,
    summary: `Database ${name}: ${phase}${why}${forHowLong(since, now)}; ${
      primaryServes ? 'the primary serves' : 'no primary serves'
    }`,
  };
}
