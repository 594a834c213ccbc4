import { fetchApiRef } from '@backstage/core-plugin-api';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { formFieldOf } from '@plumbline/plugin-odoo-common';
import { sharedDryRun } from '../proposal/sharedDryRun';
import { EnvironmentField } from './EnvironmentField';

/** `ui:field: OdooEnvironmentField`; `ui:options.parameter` repeats its name (rjsf would take an option called `field` for `ui:field`). */
export const environmentField = createFormField({
  name: 'OdooEnvironmentField',
  component: EnvironmentField,
  schema: makeFieldSchema({
    output: z => z.union([z.string(), z.number()]),
    uiOptions: z => z.object({ parameter: z.string() }),
  }),
  // Rules that join fields live on the server alone; it is asked before the page is left.
  validation: async (_value, field, { apiHolder, formData, uiSchema }) => {
    const fetchApi = apiHolder.get(fetchApiRef);
    const name = uiSchema?.['ui:options']?.parameter;
    if (!fetchApi || !name) return;
    // A dry run that failed does not hold the page: the preview asks again, and says so.
    const answer = await sharedDryRun(fetchApi, formData);
    if (answer.status === 'refused' && name === 'tenant') {
      field.addError(answer.message);
    }
    if (answer.status !== 'invalid') return;
    for (const { path, message, accepted } of answer.fieldErrors) {
      if (formFieldOf(path) === name) {
        field.addError(`${message}. Accepted: ${accepted}.`);
      }
    }
  },
});
