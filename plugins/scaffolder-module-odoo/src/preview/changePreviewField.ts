import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { PROPOSED_KINDS } from '../proposal/proposalOf';
import { ChangePreview } from './ChangePreview';

/**
 * `ui:field: OdooChangePreview`; its value is the hash of the content that the user saw. `ui:options.proposes` says
 * what the form is to become; a new environment when it is left out.
 */
export const changePreviewField = createFormField({
  name: 'OdooChangePreview',
  component: ChangePreview,
  schema: makeFieldSchema({
    output: z => z.string(),
    uiOptions: z => z.object({ proposes: z.enum(PROPOSED_KINDS).optional() }),
  }),
  validation: (contentHash, field) => {
    if (!contentHash) {
      field.addError(
        'There is no preview yet: correct what it names, or wait until it is shown.',
      );
    }
  },
});
