import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { EnvironmentField } from './EnvironmentField';
import { validateParameter } from './validateParameter';

/** `ui:field: OdooEnvironmentField`; `ui:options.parameter` repeats its name (rjsf would take an option called `field` for `ui:field`). */
export const environmentField = createFormField({
  name: 'OdooEnvironmentField',
  component: EnvironmentField,
  schema: makeFieldSchema({
    output: z => z.union([z.string(), z.number(), z.array(z.string())]),
    uiOptions: z => z.object({ parameter: z.string() }),
  }),
  validation: (_value, field, { apiHolder, formData, uiSchema }) =>
    validateParameter(uiSchema?.['ui:options']?.parameter, {
      field,
      apiHolder,
      formData,
    }),
});
