import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import odooPlugin from '@plumbline/plugin-odoo-backend';
import { once } from 'node:events';
import { standInCollector } from './collector';

/** What the parent starts it with. */
export interface PortalStart {
  config: JsonObject;
  clusters: string[];
  dead: string[];
}

/** Most that was resident so far, in bytes, and CPU that was used, in milliseconds; the answer to any message. */
export interface PortalUsage {
  residentBytes: number;
  cpuMilliseconds: number;
}

const SAMPLE_MS = 200;

/** The odoo plugin in a backend of its own: real scheduler, database and HTTP server; only who asks is taken on trust. */
async function main(): Promise<void> {
  const [{ config, clusters, dead }] = (await once(process, 'message')) as [
    PortalStart,
  ];
  let residentBytes = 0;
  setInterval(() => {
    residentBytes = Math.max(residentBytes, process.memoryUsage().rss);
  }, SAMPLE_MS);
  const backend = createBackend();
  backend.add(mockServices.rootLogger.factory({ level: 'none' }));
  backend.add(mockServices.rootConfig.factory({ data: config }));
  backend.add(mockServices.auth.factory());
  backend.add(mockServices.httpAuth.factory());
  backend.add(mockServices.userInfo.factory());
  backend.add(import('@backstage/plugin-app-backend'));
  backend.add(odooPlugin);
  backend.add(standInCollector({ clusters, dead: new Set(dead) }));
  await backend.start();
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    const usage: PortalUsage = {
      residentBytes,
      cpuMilliseconds: (user + system) / 1000,
    };
    process.send?.({ usage });
  });
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  process.exit(1);
});
