import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import scaffolderModuleAzure from '@backstage/plugin-scaffolder-backend-module-azure';
import scaffolderModuleGithub from '@backstage/plugin-scaffolder-backend-module-github';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { JsonObject } from '@backstage/types';
import scaffolderModuleOdoo from '..';
import { template, templates } from './template';

interface TaskEvent {
  type: string;
  body: { message: string; error?: Error; output?: JsonObject };
}

/** A template, and the files beside it. */
export interface DryRunSource {
  template: TemplateEntityV1beta3;
  directoryContents: { path: string; base64Content: string }[];
}

const POLL_MS = 50;

/** The real Scaffolder with our module, whose change control answers at `odooUrl`. */
export async function startScaffolder(odooUrl: string) {
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModuleGithub,
      scaffolderModuleAzure,
      scaffolderModuleOdoo,
      catalogServiceMock.factory({
        entities: templates,
      }),
      mockServices.rootConfig.factory({
        data: { app: { baseUrl: 'http://localhost' } },
      }),
      createServiceFactory({
        service: coreServices.discovery,
        deps: {},
        factory: () => ({
          getBaseUrl: async () => odooUrl,
          getExternalBaseUrl: async () => odooUrl,
        }),
      }),
    ],
  });
  const call = async (path: string, user: string, body?: object) => {
    const response = await fetch(
      `http://localhost:${backend.server.port()}/api/scaffolder/v2/${path}`,
      {
        method: body ? 'POST' : 'GET',
        headers: {
          authorization: mockCredentials.user.header(user),
          'content-type': 'application/json',
        },
        body: body && JSON.stringify(body),
      },
    );
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  };
  return {
    stop: () => backend.stop(),
    /** Runs the template as a person does; resolves once the task has ended. */
    async run(user: string, values: JsonObject, name = 'odoo-environment') {
      const templateRef = `template:default/${name}`;
      const { id } = await call('tasks', user, { templateRef, values });
      for (;;) {
        const events: TaskEvent[] = await call(`tasks/${id}/events`, user);
        const end = events.find(({ type }) => type === 'completion');
        if (end) {
          return { log: events.map(event => event.body.message), ...end.body };
        }
        await new Promise(resolve => setTimeout(resolve, POLL_MS));
      }
    },
    /** Tries the template out as the template editor does. */
    dryRun: (
      user: string,
      values: JsonObject,
      source: DryRunSource = { template, directoryContents: [] },
    ) => call('dry-run', user, { values, ...source }),
  };
}
