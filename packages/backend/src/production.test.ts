import { join } from 'path';
import { ConfigSources } from '@backstage/config-loader';
import authPlugin from '@backstage/plugin-auth-backend';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { platformSchema } from '@plumbline/plugin-odoo-common';
import request from 'supertest';
import { signInLoader } from './signIn';

const root = join(__dirname, '../../..');

const ENVIRONMENT: Record<string, string> = {
  PLUMBLINE_BASE_URL: 'https://portal.example.com',
  PLUMBLINE_MAIL_DOMAIN: 'example.com',
  PLUMBLINE_GITOPS_URL: 'https://git.example.com/odoo.git',
  PLUMBLINE_POSTGRESQL_IMAGE: `ghcr.io/cloudnative-pg/postgresql@sha256:${'1'.repeat(
    64,
  )}`,
  POSTGRES_HOST: 'db',
  POSTGRES_PORT: '5432',
  POSTGRES_USER: 'plumbline',
  POSTGRES_PASSWORD: 'secret',
  AZURE_CLIENT_ID: 'client',
  AZURE_CLIENT_SECRET: 'secret',
  AZURE_TENANT_ID: 'tenant',
  AKS_NORTH_1_URL: 'https://aks-north-1.example.com',
  AKS_NORTH_1_CA_DATA: 'Q0E=',
};

const productionConfig = () =>
  ConfigSources.toConfig(
    ConfigSources.default({
      argv: [
        ...['--config', join(root, 'app-config.yaml')],
        ...['--config', join(root, 'app-config.production.yaml')],
      ],
      substitutionFunc: async name => ENVIRONMENT[name],
    }),
  );

describe('app-config.production.yaml', () => {
  it('signs in by Microsoft Entra ID, keeps its data in PostgreSQL, and offers a valid platform', async () => {
    const config = await productionConfig();
    expect(config.getConfig('auth.providers').keys()).toEqual(['microsoft']);
    expect(config.getString('backend.database.client')).toBe('pg');
    expect(config.getBoolean('odoo.sandbox.enabled')).toBe(false);
    expect(config.has('odoo.sandbox.personas')).toBe(false);
    platformSchema.parse(config.get('odoo.platform'));
  });

  it('has a policy of contents that the backend takes', async () => {
    const csp = (await productionConfig()).getConfig('backend.csp');
    const directives = csp
      .keys()
      .map(key => csp.get(key) === false || csp.getStringArray(key));
    expect(directives).toContainEqual(["'self'", 'https:', 'wss:']);
  });

  it('refuses the personas', async () => {
    const config = await productionConfig();
    const { server } = await startTestBackend({
      features: [
        authPlugin,
        signInLoader,
        mockServices.rootConfig.factory({
          data: {
            app: config.get('app'),
            auth: config.get('auth'),
            odoo: config.get('odoo'),
          },
        }),
      ],
    });
    const answer = await request(server)
      .get('/api/auth/sandbox/refresh')
      .set('X-Plumbline-Persona', 'platform-engineer');
    expect(answer.status).toBe(404);
    expect(answer.body.backstageIdentity).toBeUndefined();
  });
});
