import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { WORKLOAD_GONE } from '@plumbline/plugin-odoo-common';
import pullRequestsModule from '@plumbline/plugin-odoo-backend-module-pull-requests';
import odooPlugin from '../index';
import { FakeCollector } from './FakeCollector';
import { pipelineRuns } from './pipelineRuns';
import { noteCollection, readTold } from './told';

/**
 * A portal in a process of its own: the real plugin, scheduler, database and HTTP server; only who asks is taken
 * on trust. Its configuration comes from the environment; the hooks of its remote inherit its id, to kill it by.
 */
const { told, collections, config } = JSON.parse(process.env.PORTAL ?? '{}');
process.env.PORTAL_PID = String(process.pid);

const collector = new FakeCollector(['web.ready', 'gitops.sync']);
collector.schedule = { frequencySeconds: 5, timeoutSeconds: 4 };
for (const cluster of collector.clusters) {
  collector.answers.set(cluster, environments => {
    const { recovery = {}, running, stopped, silent = false } = readTold(told);
    noteCollection(collections, { pid: process.pid, scope: cluster, silent });
    if (silent) return new Promise(() => undefined);
    for (const [ref, facts] of Object.entries(recovery)) {
      collector.recovery.set(ref, facts);
    }
    const seen = running === undefined ? [] : environments;
    return {
      observations: seen.flatMap(environment =>
        collector.probes.map(probe => ({
          environment,
          probe,
          status: 'ok',
          summary: `${probe} is ok`,
          value: stopped && probe === 'web.ready' ? WORKLOAD_GONE : running,
        })),
      ),
      observedAt: new Date(),
      upstreamCalls: 1,
      problems: [],
    };
  });
}

const backend = createBackend();
backend.add(mockServices.rootConfig.factory({ data: config }));
// The default one compiles every package's configuration schema to find secrets: half of what a start costs.
backend.add(mockServices.rootLogger.factory({ level: 'warn' }));
backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(mockServices.userInfo.factory());
backend.add(odooPlugin);
backend.add(collector.module());
backend.add(pipelineRuns);
backend.add(pullRequestsModule);
backend.start().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
