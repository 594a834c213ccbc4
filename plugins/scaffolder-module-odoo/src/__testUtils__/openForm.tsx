import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { JsonObject } from '@backstage/types';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import {
  scaffolderApiRef,
  ScaffolderApi,
} from '@backstage/plugin-scaffolder-react';
import { fetchApi } from '@plumbline/plugin-odoo-react/testUtils';
import scaffolderModuleOdoo from '..';
import { template as environmentTemplate } from './template';

const [fetchApiRef, fetch] = fetchApi;

/**
 * The real form of the real template in the Scaffolder's own pages; returns what it would run with.
 *
 * @param formData - what a link to the form has filled in
 */
export function openForm(template = environmentTemplate, formData?: object) {
  // The Scaffolder reads the address of the browser itself, not that of the router.
  const search = formData
    ? `?formData=${encodeURIComponent(JSON.stringify(formData))}`
    : '';
  window.history.replaceState(null, '', `/${search}`);
  const proposed: unknown[] = [];
  const scaffolder: Partial<ScaffolderApi> = {
    // As the backend answers `GET /v2/templates/.../parameter-schema`.
    getTemplateParameterSchema: async () => ({
      title: template.metadata.title,
      presentation: template.spec.presentation,
      steps: template.spec.parameters.map(schema => ({
        title: schema.title,
        schema: schema as JsonObject,
      })),
    }),
    scaffold: async ({ values }) => {
      proposed.push(values);
      return { taskId: 'task-1' };
    },
  };
  renderTestApp({
    features: [scaffolderPlugin, scaffolderModuleOdoo],
    initialRouteEntries: [
      `/create/templates/default/${template.metadata.name}`,
    ],
    apis: [
      [scaffolderApiRef, scaffolder as ScaffolderApi],
      [catalogApiRef, catalogApiMock()],
      // Another object for every form, because answers are shared by it.
      [fetchApiRef, { fetch: (...request) => fetch.fetch(...request) }],
      mockApis.permission(),
    ],
  });
  return proposed;
}
