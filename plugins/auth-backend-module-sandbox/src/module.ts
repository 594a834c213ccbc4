import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import {
  createPersonaAuthenticator,
  personaSignInResolver,
} from './authenticator';
import { assertSandbox } from './guard';
import { readPersonas } from './personas';

/** Signs in as a persona of the sandbox: `GET /api/auth/sandbox/refresh` with `X-Plumbline-Persona`. */
export const authModuleSandbox = createBackendModule({
  pluginId: 'auth',
  moduleId: 'sandbox',
  register(module) {
    module.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        assertSandbox(config, { NODE_ENV: process.env.NODE_ENV });
        providers.registerProvider({
          providerId: 'sandbox',
          factory: createProxyAuthProviderFactory({
            authenticator: createPersonaAuthenticator(readPersonas(config)),
            signInResolver: personaSignInResolver,
          }),
        });
      },
    });
  },
});
