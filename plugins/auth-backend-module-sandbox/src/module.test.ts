import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import request from 'supertest';
import { authModuleSandbox } from './module';

const personas = {
  requester: {
    title: 'Requester',
    description: 'Proposes changes',
    groups: ['group:default/harbour-civil-erp'],
  },
};

const sandboxConfig = {
  app: { baseUrl: 'http://localhost:7007' },
  backend: { baseUrl: 'http://localhost:7007', listen: { host: '127.0.0.1' } },
  auth: { providers: { sandbox: {} } },
  odoo: { sandbox: { enabled: true, personas } },
};

const start = (data: object) =>
  startTestBackend({
    features: [
      authPlugin,
      authModuleSandbox,
      mockServices.rootConfig.factory({ data: data as typeof sandboxConfig }),
    ],
  });

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString('utf8'));

describe('authModuleSandbox', () => {
  it('signs in as a persona with fixed claims', async () => {
    const { server } = await start(sandboxConfig);
    const answer = await request(server)
      .get('/api/auth/sandbox/refresh')
      .set('X-Plumbline-Persona', 'requester');
    expect(answer.status).toBe(200);
    expect(answer.body.profile.displayName).toBe('Requester');
    expect(answer.body.backstageIdentity.identity.ownershipEntityRefs).toEqual([
      'user:default/requester',
      'group:default/harbour-civil-erp',
    ]);
    expect(claimsOf(answer.body.backstageIdentity.token).sub).toBe(
      'user:default/requester',
    );
  });

  it('refuses a missing and an unknown persona', async () => {
    const { server } = await start(sandboxConfig);
    const missing = await request(server).get('/api/auth/sandbox/refresh');
    expect(missing.status).toBe(400);
    const unknown = await request(server)
      .get('/api/auth/sandbox/refresh')
      .set('X-Plumbline-Persona', 'administrator');
    expect(unknown.status).toBe(401);
    expect(unknown.body.backstageIdentity).toBeUndefined();
  });

  it.each([
    ['not enabled', { odoo: { sandbox: { enabled: false, personas } } }],
    [
      'a listener on every interface',
      { backend: { ...sandboxConfig.backend, listen: ':7007' } },
    ],
    [
      'another auth provider',
      { auth: { providers: { sandbox: {}, microsoft: {} } } },
    ],
  ])('does not start with %s', async (_, override) => {
    await expect(start({ ...sandboxConfig, ...override })).rejects.toThrow(
      'outside the sandbox',
    );
  });

  it('does not start in production', async () => {
    const replaced = jest.replaceProperty(process, 'env', {
      ...process.env,
      NODE_ENV: 'production',
    });
    try {
      await expect(start(sandboxConfig)).rejects.toThrow(
        'NODE_ENV is production',
      );
    } finally {
      replaced.restore();
    }
  });
});
