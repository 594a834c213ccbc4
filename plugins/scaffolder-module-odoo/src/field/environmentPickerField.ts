import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { EnvironmentPicker } from './EnvironmentPicker';

/** `ui:field: OdooEnvironmentPicker` */
export const environmentPickerField = createFormField({
  name: 'OdooEnvironmentPicker',
  component: EnvironmentPicker,
  schema: makeFieldSchema({ output: z => z.string() }),
});
