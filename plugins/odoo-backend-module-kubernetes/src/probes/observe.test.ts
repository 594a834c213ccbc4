import { NOW, environment } from '../__testUtils__/environment';
import { judge, listingsOf, look } from '../__testUtils__/judge';
import {
  World,
  deployment,
  healthyWorld,
  notReady,
  pod,
} from '../__testUtils__/objects';

const planned = environment();
const REVISION = planned.revision.commit;

describe('A healthy environment', () => {
  it('is ok in everything that the plan asks for, with value, threshold and link', () => {
    const found = judge(planned, listingsOf(healthyWorld(planned)));
    expect([...found.keys()].sort()).toEqual(
      [...planned.expectation.probes].sort(),
    );
    const statuses = [...found.values()].map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(['ok']));
    expect(found.get('web.ready')).toMatchObject({
      value: 2,
      unit: 'pods',
      threshold: '2 planned',
      object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'odoo-web' },
    });
    expect(found.get('gitops.sync')).toMatchObject({
      value: REVISION,
      link: 'https://argocd.example/applications/argocd/acme-production',
    });
    expect(found.get('quota.usage')).toMatchObject({ value: 27, unit: '%' });
  });
});

describe('A clock of the cluster that is ahead', () => {
  it('counts as now, and is said', () => {
    const world: World = {
      deployments: [
        deployment(planned, 'odoo-web', 2, { availableReplicas: 0 }),
      ],
      pods: [pod(planned, 'odoo-web', 1, notReady(-30))],
    };
    const found = look(world, 'web.ready', planned);
    expect(found).toMatchObject({
      status: 'critical',
      since: NOW.toISOString(),
    });
    expect(found?.summary).toMatch(
      /available for 0 s.*\(dated ahead of the cluster's clock by 30 min\)$/,
    );
  });
});
