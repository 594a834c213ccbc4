import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

const environmentField = FormFieldBlueprint.make({
  name: 'odoo-environment-field',
  params: {
    field: () =>
      import('./field/environmentField').then(m => m.environmentField),
  },
});

const environmentPickerField = FormFieldBlueprint.make({
  name: 'odoo-environment-picker',
  params: {
    field: () =>
      import('./field/environmentPickerField').then(
        m => m.environmentPickerField,
      ),
  },
});

const changePreviewField = FormFieldBlueprint.make({
  name: 'odoo-change-preview',
  params: {
    field: () =>
      import('./preview/changePreviewField').then(m => m.changePreviewField),
  },
});

/** The fields of our forms: choices from the platform, and the preview of the change. */
export const scaffolderModuleOdoo = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [environmentField, environmentPickerField, changePreviewField],
});
