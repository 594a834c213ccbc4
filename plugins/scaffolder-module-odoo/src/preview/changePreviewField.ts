import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ChangePreview } from './ChangePreview';

/** `ui:field: OdooChangePreview`; its value is the hash of the content that the user saw. */
export const changePreviewField = createFormField({
  name: 'OdooChangePreview',
  component: ChangePreview,
  schema: makeFieldSchema({ output: z => z.string() }),
  validation: (contentHash, field) => {
    if (!contentHash) {
      field.addError(
        'There is no preview yet: correct what it names, or wait until it is shown.',
      );
    }
  },
});
