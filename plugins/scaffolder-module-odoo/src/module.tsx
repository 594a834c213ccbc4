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

const restartField = FormFieldBlueprint.make({
  name: 'odoo-restart-field',
  params: {
    field: () =>
      import('./field/restartFormField').then(m => m.restartFormField),
  },
});

const expiryField = FormFieldBlueprint.make({
  name: 'odoo-expiry-field',
  params: {
    field: () => import('./field/expiryFormField').then(m => m.expiryFormField),
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
  extensions: [
    environmentField,
    environmentPickerField,
    restartField,
    expiryField,
    changePreviewField,
  ],
});
