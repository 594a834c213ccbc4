import { environment } from '../__testUtils__/environment';
import { look } from '../__testUtils__/judge';
import { World, condition, deployment } from '../__testUtils__/objects';

const planned = environment();
const { namespace } = planned.expectation;

describe('Quota', () => {
  it('is degraded above 90 percent and critical when a pod is refused', () => {
    const quota = (used: string): World => ({
      resourceQuotas: [
        {
          metadata: { name: 'tenant-quota', namespace },
          status: {
            hard: { 'limits.memory': '10Gi', 'services.nodeports': '0' },
            used: { 'limits.memory': used, 'services.nodeports': '0' },
          },
        },
      ],
    });
    expect(look(quota('9Gi'), 'quota.usage', planned)).toMatchObject({
      status: 'ok',
      value: 90,
    });
    expect(look(quota('9523Mi'), 'quota.usage', planned)).toMatchObject({
      status: 'degraded',
      summary:
        'Quota tenant-quota: limits.memory is used most, 9523Mi of 10Gi (93 %)',
    });
    const refused = deployment(planned, 'odoo-web', 2, {
      conditions: [
        condition('ReplicaFailure', 'True', {
          reason: 'FailedCreate',
          message:
            'pods "odoo-web-x" is forbidden: exceeded quota: tenant-quota',
        }),
      ],
    });
    expect(
      look({ deployments: [refused] }, 'quota.usage', planned)?.status,
    ).toBe('critical');
  });

  it('is not degraded by what Git alone fills, to the last one as planned', () => {
    const counted = {
      persistentvolumeclaims: '1',
      'requests.storage': '64Gi',
      'count/cronjobs.batch': '2',
    };
    const quota = (more: object): World => ({
      resourceQuotas: [
        {
          metadata: { name: 'tenant-quota', namespace },
          status: {
            hard: { ...counted, ...more },
            used: { ...counted, ...more },
          },
        },
      ],
    });
    expect(look(quota({}), 'quota.usage', planned)).toMatchObject({
      status: 'ok',
      summary: 'Quota tenant-quota limits nothing that load could fill',
    });
    for (const resource of ['pods', 'requests.cpu', 'limits.memory']) {
      const full = look(quota({ [resource]: '3' }), 'quota.usage', planned);
      expect([resource, full?.status]).toEqual([resource, 'degraded']);
    }
  });
});
