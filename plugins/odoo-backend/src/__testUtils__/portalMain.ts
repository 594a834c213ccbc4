import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { writeFileSync } from 'node:fs';
import odooPlugin from '../index';

/**
 * A portal in a process of its own: the real plugin, scheduler, database and HTTP server; only who asks is taken
 * on trust. Its configuration comes from the environment, its id goes to the file that the hooks kill it by.
 */
const { pidFile, config } = JSON.parse(process.env.PORTAL ?? '{}');
writeFileSync(pidFile, String(process.pid));

const backend = createBackend();
backend.add(mockServices.rootConfig.factory({ data: config }));
backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(mockServices.userInfo.factory());
backend.add(odooPlugin);
backend.start().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
