import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { readFileSync, writeFileSync } from 'node:fs';
import odooPlugin from '../index';
import { FakeCollector } from './FakeCollector';

/**
 * A portal in a process of its own: the real plugin, scheduler, database and HTTP server; only who asks is taken
 * on trust. Its configuration comes from the environment, its id goes to the file that the hooks kill it by.
 */
const { pidFile, factsFile, config } = JSON.parse(process.env.PORTAL ?? '{}');
writeFileSync(pidFile, String(process.pid));

/** Tells of recovery what the test writes into the file: `{ [environment]: facts }`. */
const collector = new FakeCollector([]);
collector.schedule = { frequencySeconds: 5, timeoutSeconds: 4 };
for (const cluster of collector.clusters) {
  collector.answers.set(cluster, () => {
    const facts = JSON.parse(readFileSync(factsFile, 'utf8'));
    for (const ref of Object.keys(facts)) {
      collector.recovery.set(ref, facts[ref]);
    }
    return {
      observations: [],
      observedAt: new Date(),
      upstreamCalls: 1,
      problems: [],
    };
  });
}

const backend = createBackend();
backend.add(mockServices.rootConfig.factory({ data: config }));
backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(mockServices.userInfo.factory());
backend.add(odooPlugin);
backend.add(collector.module());
backend.start().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
