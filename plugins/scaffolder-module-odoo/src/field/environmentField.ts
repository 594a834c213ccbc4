import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { PROPOSED_KINDS } from '../proposal/proposalOf';
import { EnvironmentField } from './EnvironmentField';
import { validateParameter } from './validateParameter';

/**
 * `ui:field: OdooEnvironmentField`; `ui:options.parameter` repeats its name (rjsf would take an option called `field`
 * for `ui:field`). `ui:options.proposes` says what the form is to become; left out, it is told by the form's fields.
 */
export const environmentField = createFormField({
  name: 'OdooEnvironmentField',
  component: EnvironmentField,
  schema: makeFieldSchema({
    output: z => z.union([z.string(), z.number(), z.array(z.string())]),
    uiOptions: z =>
      z.object({
        parameter: z.string(),
        proposes: z.enum(PROPOSED_KINDS).optional(),
      }),
  }),
  validation: (_value, field, { apiHolder, formData, uiSchema }) =>
    validateParameter(uiSchema?.['ui:options']?.parameter, {
      field,
      apiHolder,
      formData,
      proposes: uiSchema?.['ui:options']?.proposes,
    }),
});
