import {
  BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import request from 'supertest';
import odooPlugin from '../index';
import { pipelineRuns } from './pipelineRuns';
import { platformInput } from './platform';

export interface StartOptions {
  knex: Knex;
  /** Of the GitOps repository. */
  url: string;
  features?: BackendFeature[];
  odoo?: JsonObject;
  /** Beside `odoo`, such as `integrations`. */
  config?: JsonObject;
  /** Default: tasks run when the test says, not by the clock. */
  scheduling?: BackendFeature;
}

/** The plugin on a real HTTP server. */
export async function startOdoo(options: StartOptions) {
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      odooPlugin,
      pipelineRuns,
      mockServices.database.factory({ knex: options.knex }),
      mockServices.rootConfig.factory({
        data: {
          ...options.config,
          odoo: {
            gitops: { url: options.url },
            platform: platformInput,
            releases: {
              trustedRepositories: [{ repository: 'github.com/harbour' }],
            },
            ...options.odoo,
          },
        },
      }),
      options.scheduling ??
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
      ...(options.features ?? []),
    ],
  });
  const run = async (task: string) => {
    await scheduler.triggerTask(task);
    // No release passes whose run nobody has read: a portal reads them with their records.
    if (task === 'registry:refresh') {
      await scheduler.triggerTask('pipelines:read');
    }
  };
  return {
    run,
    scheduler,
    stop: () => backend.stop(),
    /** As the page or script of somebody; without a name as the mock user. */
    async get(path: string, user?: string) {
      const call = request(backend.server).get(`/api/odoo${path}`);
      return user
        ? call.set('Authorization', mockCredentials.user.header(user))
        : call;
    },
    request: () => request(backend.server),
    /** Reads the repository and runs every source once. */
    async collect(...sources: string[]) {
      await run('registry:refresh');
      await run('collection:scopes');
      for (const source of sources) await run(`collect:${source}`);
    },
  };
}
export type Odoo = Awaited<ReturnType<typeof startOdoo>>;
