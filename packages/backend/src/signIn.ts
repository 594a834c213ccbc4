import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';

/**
 * How people sign in follows from the configuration: personas in the sandbox, Microsoft Entra ID
 * everywhere else. The persona module refuses to start when the sandbox is not what it claims to be.
 */
export const signInLoader = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    if (config.getOptionalBoolean('odoo.sandbox.enabled')) {
      yield import('@plumbline/plugin-auth-backend-module-sandbox');
    } else {
      yield import('@backstage/plugin-auth-backend-module-microsoft-provider');
    }
  },
});
