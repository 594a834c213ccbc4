import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import microsoftProvider from '@backstage/plugin-auth-backend-module-microsoft-provider';
import sandboxPersonas from '@plumbline/plugin-auth-backend-module-sandbox';

/**
 * How people sign in follows from the configuration: personas in the sandbox, Microsoft Entra ID
 * everywhere else. The persona module refuses to start when the sandbox is not what it claims to be.
 */
export const signInLoader = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  loader: ({ config }) =>
    config.getOptionalBoolean('odoo.sandbox.enabled')
      ? [sandboxPersonas]
      : [microsoftProvider],
});
