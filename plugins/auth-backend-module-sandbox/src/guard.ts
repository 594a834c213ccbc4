import { Config } from '@backstage/config';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/**
 * Throws unless this is the sandbox and cannot be anything else. Personas are sign-in without
 * proof of identity: every one of these conditions keeps them away from real people.
 */
export function assertSandbox(
  config: Config,
  environment: { NODE_ENV?: string },
): void {
  const reasons = [
    config.getOptionalBoolean('odoo.sandbox.enabled') !== true &&
      'odoo.sandbox.enabled is not true',
    !listensOnLoopback(config) &&
      'backend.listen is not a loopback host such as 127.0.0.1',
    otherProviders(config).length > 0 &&
      `auth.providers also has ${otherProviders(config).join(', ')}`,
    environment.NODE_ENV === 'production' && 'NODE_ENV is production',
  ].filter(reason => typeof reason === 'string');
  if (reasons.length > 0) {
    throw new Error(
      `The sandbox personas are installed outside the sandbox: ${reasons.join(
        '; ',
      )}. Remove @plumbline/plugin-auth-backend-module-sandbox or correct the configuration.`,
    );
  }
}

function listensOnLoopback(config: Config): boolean {
  const listen = config.getOptional('backend.listen');
  if (typeof listen === 'string') {
    return LOOPBACK.has(listen.replace(/:\d+$/, ''));
  }
  // Without a host the backend listens on every interface.
  return LOOPBACK.has(config.getOptionalString('backend.listen.host') ?? '');
}

function otherProviders(config: Config): string[] {
  return (config.getOptionalConfig('auth.providers')?.keys() ?? []).filter(
    key => key !== 'sandbox',
  );
}
