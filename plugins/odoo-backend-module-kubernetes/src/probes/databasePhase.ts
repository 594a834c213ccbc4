import { findCondition } from '../records';
import { Probe } from './Subject';
import { assessDatabase, databaseConsults, databaseKinds } from './database';
import { forHowLong, shorten } from './words';

/** CloudNativePG's word for a Cluster with nothing to do (api/v1, `PhaseHealthy`). */
const HEALTHY = 'Cluster in healthy state';

export const databasePhase: Probe = {
  id: 'database.phase',
  needs: databaseKinds,
  consults: databaseConsults,
  assess: subject =>
    assessDatabase(subject, cluster => {
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
        summary: `Database ${name}: ${phase}${why}${forHowLong(
          since,
          subject.now,
        )}; ${primaryServes ? 'the primary serves' : 'no primary serves'}`,
      };
    }),
};
