import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { RestartField } from './RestartField';

/** `ui:field: OdooRestartField` */
export const restartFormField = createFormField({
  name: 'OdooRestartField',
  component: RestartField,
  schema: makeFieldSchema({ output: z => z.string() }),
});
