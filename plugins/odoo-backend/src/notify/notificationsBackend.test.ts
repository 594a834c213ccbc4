import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import {
  NotificationService,
  notificationService,
} from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import request from 'supertest';
import { testDatabases } from '../__testUtils__/databases';
import { NOW, rows } from '../__testUtils__/fleet';
import { migrate } from '../readModel/migrate';
import { IncidentNotifier } from './IncidentNotifier';

const databases = testDatabases();
jest.setTimeout(60_000);

const ANN = 'user:default/ann';
const entities = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'a', namespace: 'default' },
    spec: { type: 'team', children: [] },
    relations: [{ type: 'hasMember', targetRef: ANN }],
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'ann', namespace: 'default' },
    spec: { memberOf: ['a'] },
  },
];

/** The real notifications backend, and what the plugin `odoo` sends to it by. */
async function startNotifications() {
  const services: NotificationService[] = [];
  const sender = createBackendPlugin({
    pluginId: 'odoo',
    register(env) {
      env.registerInit({
        deps: { service: notificationService },
        async init({ service }) {
          services.push(service);
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      notificationsPlugin,
      catalogServiceMock.factory({ entities }),
      mockServices.rootConfig.factory({
        data: { app: { baseUrl: 'http://localhost' } },
      }),
      sender,
    ],
  });
  const inbox = async (user: string) => {
    const { body } = await request(backend.server)
      .get('/api/notifications')
      .set('Authorization', mockCredentials.user.header(user));
    return body.notifications;
  };
  return { service: services[0], inbox, stop: () => backend.stop() };
}

describe('the notifications backend', () => {
  let notifications: Awaited<ReturnType<typeof startNotifications>>;
  let knex: Knex;

  beforeAll(async () => {
    notifications = await startNotifications();
    knex = await migrate(
      mockServices.database.mock({
        getClient: async () => databases.init('SQLITE_3'),
      }),
    );
    const { environments, verdicts } = rows();
    const [ref] = environments
      .filter(({ owner }) => owner === 'group:default/a')
      .map(environment => environment.ref);
    await knex('environments').insert(
      environments.filter(environment => environment.ref === ref),
    );
    await knex('verdicts').insert(
      verdicts
        .filter(({ environment }) => environment === ref)
        .map(verdict => ({
          ...verdict,
          status: 'critical',
          severity: 5,
          reassess_at: null,
          cause_kind: 'environment',
          cause_name: ref,
        })),
    );
  });

  afterAll(() => notifications.stop());

  it('shows the owner one line, which follows what it is about', async () => {
    const notifier = new IncidentNotifier({
      knex,
      service: notifications.service,
      platform: ['group:default/platform-engineers'],
      logger: mockServices.logger.mock(),
    });
    await notifier.run(NOW);
    expect(await notifications.inbox(ANN)).toMatchObject([
      {
        payload: {
          title: expect.stringMatching(/ is critical$/),
          description: 'summary',
          severity: 'critical',
          topic: 'odoo-health',
        },
      },
    ]);
    expect(await notifications.inbox('user:default/bob')).toEqual([]);

    await knex('verdicts').update({ status: 'ok', severity: 0 });
    await notifier.run(NOW);
    expect(await notifications.inbox(ANN)).toMatchObject([
      {
        payload: {
          title: expect.stringMatching(/^Over: /),
          description: '1 environment ok',
          severity: 'low',
        },
      },
    ]);
  });
});
