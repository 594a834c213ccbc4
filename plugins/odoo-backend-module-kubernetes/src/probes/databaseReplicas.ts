import { findCondition } from '../records';
import { Probe } from './Subject';
import { assessDatabase, databaseConsults, databaseKinds } from './database';

export const databaseReplicas: Probe = {
  id: 'database.replicas',
  needs: databaseKinds,
  consults: databaseConsults,
  assess: subject =>
    assessDatabase(subject, ({ name, ready, instances, conditions }, plan) => {
      const condition = findCondition(conditions, 'Ready');
      const fewer =
        instances !== undefined && instances < plan.instances
          ? `; the Cluster asks for only ${instances}`
          : '';
      const shape = {
        value: ready,
        unit: 'instances',
        threshold: `${plan.instances} planned`,
        summary: `${ready} of ${plan.instances} instances of database ${name} are ready${fewer}`,
      };
      if (ready >= plan.instances) return { ...shape, status: 'ok' };
      return {
        ...shape,
        status: ready === 0 ? 'critical' : 'degraded',
        since:
          condition?.status === 'False'
            ? condition.lastTransitionTime
            : undefined,
      };
    }),
};
