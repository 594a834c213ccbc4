import { SchedulerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { OdooConfig } from './config';
import { Observe } from './observe';
import { forgetHistory, rollUpDays } from './history';

/**
 * The periodic work of the observe half. Tasks with global scope are shared by all replicas; each replica
 * reads the scopes for itself, because each must know the tasks that it may run.
 */
export async function scheduleTasks(
  scheduler: SchedulerService,
  options: {
    observe: Observe;
    knex: Knex;
    collection: OdooConfig['collection'];
    history: OdooConfig['history'];
    /** Whether people are told what is not well. */
    tellsPeople: boolean;
  },
): Promise<void> {
  const { observe, knex, collection, history } = options;
  await scheduler.scheduleTask({
    id: 'registry:refresh',
    scope: 'global',
    frequency: { seconds: collection.registrySeconds },
    timeout: { seconds: 120 },
    fn: async signal => {
      await observe.registry.refresh({ signal });
    },
  });
  await scheduler.scheduleTask({
    id: 'collection:scopes',
    scope: 'local',
    frequency: { seconds: collection.scopesSeconds },
    timeout: { seconds: collection.scopesSeconds },
    fn: () => observe.collection.readScopes(),
  });
  await scheduler.scheduleTask({
    id: 'verdicts:reassess',
    scope: 'global',
    frequency: { seconds: collection.reassessSeconds },
    timeout: { seconds: 120 },
    fn: () => observe.assessor.assessDue(new Date()),
  });
  await scheduler.scheduleTask({
    id: 'recovery:reassess',
    scope: 'global',
    frequency: { seconds: collection.reassessSeconds },
    timeout: { seconds: 120 },
    fn: () => observe.recoveryAssessor.assessDue(new Date()),
  });
  await scheduler.scheduleTask({
    id: 'deployments:settle',
    scope: 'global',
    frequency: { seconds: collection.reassessSeconds },
    timeout: { seconds: 120 },
    fn: () => observe.deployments.run(new Date()),
  });
  await scheduler.scheduleTask({
    id: 'pipelines:read',
    scope: 'global',
    // A release whose run nobody asked for waits for it.
    frequency: { seconds: collection.registrySeconds },
    timeout: { minutes: 10 },
    fn: signal => observe.pipelineEvidence.run(new Date(), signal),
  });
  await scheduler.scheduleTask({
    id: 'recovery:publish-order',
    scope: 'global',
    // Once a day each place; more often what failed.
    frequency: { hours: 1 },
    // What is known should be in the document: the first collection comes before it.
    initialDelay: { minutes: 3 },
    timeout: { minutes: 10 },
    fn: signal => observe.publication.run(new Date(), signal),
  });
  await scheduler.scheduleTask({
    id: 'history:forget',
    scope: 'global',
    frequency: { hours: 24 },
    timeout: { minutes: 10 },
    fn: async signal => {
      const now = new Date();
      await forgetHistory(knex, history, now, signal);
      await observe.acknowledgements.forgetExpired(now);
    },
  });
  if (options.tellsPeople) {
    await scheduler.scheduleTask({
      id: 'incidents:tell',
      scope: 'global',
      frequency: { seconds: collection.reassessSeconds },
      timeout: { seconds: 120 },
      fn: signal => observe.notifier.run(new Date(), signal),
    });
  }
  await scheduler.scheduleTask({
    id: 'history:roll-up',
    scope: 'global',
    frequency: { hours: 1 },
    timeout: { minutes: 10 },
    fn: signal => rollUpDays(knex, new Date(), signal),
  });
}
