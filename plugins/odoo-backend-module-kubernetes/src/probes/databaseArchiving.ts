import { conditionWords, findCondition } from '../records';
import { Probe } from './Subject';
import { assessDatabase, databaseConsults, databaseKinds } from './database';
import { MINUTE, duration, elapsed, forHowLong, shorten } from './words';

const PATIENCE = 15 * MINUTE;

export const databaseArchiving: Probe = {
  id: 'database.archiving',
  needs: databaseKinds,
  consults: databaseConsults,
  assess: subject =>
    assessDatabase(subject, ({ name, conditions }, plan) => {
      if (!plan.archiving) {
        return {
          status: 'not-applicable',
          summary: 'No WAL archiving is planned',
        };
      }
      const archiving = findCondition(conditions, 'ContinuousArchiving');
      const threshold = `failing for at most ${duration(PATIENCE)}`;
      if (!archiving || archiving.status === 'Unknown') {
        return {
          status: 'unknown',
          threshold,
          summary: `The operator does not say whether ${name} archives its WAL`,
        };
      }
      const since = archiving.lastTransitionTime;
      if (archiving.status === 'True') {
        // The operator's claim only: what the backup store really holds is judged as recovery readiness.
        return {
          status: 'ok',
          value: 'archiving',
          threshold,
          since,
          summary: `The operator reports that ${name} archives its WAL`,
        };
      }
      const long =
        since === undefined || elapsed(since, subject.now) > PATIENCE;
      return {
        status: long ? 'critical' : 'degraded',
        value: 'failing',
        threshold,
        since,
        summary: `WAL archiving of ${name} has failed${forHowLong(
          since,
          subject.now,
        )}: ${shorten(conditionWords(archiving))}`,
      };
    }),
};
