import { ago, environment } from '../__testUtils__/environment';
import { look } from '../__testUtils__/judge';
import { World, condition, deployment } from '../__testUtils__/objects';

const planned = environment();
const { namespace } = planned.expectation;

describe('A running migration', () => {
  const migration = (started: number, more: object = {}): World => ({
    deployments: [deployment(planned, 'odoo-web', 0)],
    pods: [],
    externalSecrets: [],
    jobs: [
      {
        metadata: {
          name: 'odoo-migrate',
          namespace,
          labels: { 'app.kubernetes.io/component': 'migration' },
        },
        spec: { activeDeadlineSeconds: 3600 },
        status: { startTime: ago(started), active: 1, ...more },
      },
    ],
  });
  it('excuses outages of the service until its deadline, not secrets', () => {
    expect(look(migration(59), 'web.ready', planned)).toMatchObject({
      status: 'maintenance',
      since: ago(59),
      summary: expect.stringMatching(
        /^Migration odoo-migrate runs until 2026-07-30 09:31 UTC at the latest; meanwhile: 0 of 2 web pods/,
      ),
    });
    expect(look(migration(59), 'secrets.synced', planned)?.status).toBe(
      'critical',
    );
    expect(look(migration(59), 'database.phase', planned)?.status).toBe('ok');
    expect(look(migration(60), 'web.ready', planned)?.status).toBe('critical');
  });
  it('excuses nothing once it has ended', () => {
    const ended = migration(5, { conditions: [condition('Failed', 'True')] });
    expect(look(ended, 'web.ready', planned)?.status).toBe('critical');
  });
});
