import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ExpiryField } from './ExpiryField';
import { validateParameter } from './validateParameter';

/** `ui:field: OdooExpiryField` */
export const expiryFormField = createFormField({
  name: 'OdooExpiryField',
  component: ExpiryField,
  schema: makeFieldSchema({ output: z => z.string() }),
  validation: (_value, field, { apiHolder, formData }) =>
    validateParameter('expires', { field, apiHolder, formData }),
});
