import { AKS_SUPPORT_ENDS } from '../config/versionSupport';
import { NOW, environment } from '../__testUtils__/environment';
import { listingsOf } from '../__testUtils__/judge';
import { clusterVersion, minorVersion } from './clusterVersion';
import { Warnings } from '../events';

const planned = environment();
const support = new Map(
  Object.entries(AKS_SUPPORT_ENDS).map(([version, end]) => [
    version,
    Date.parse(end),
  ]),
);
const look = (version: string | undefined) =>
  clusterVersion.assess({
    environment: planned,
    expectation: planned.expectation,
    listings: listingsOf({}),
    warnings: new Warnings(),
    cluster: { version, latencyMs: 1, skewMs: 0, support },
    now: NOW.getTime(),
  });

describe('cluster.version', () => {
  it.each([
    ['v1.33.4', '1.33'],
    ['v1.33.4-eks-a737599', '1.33'],
    ['v1.32.6-gke.1125000', '1.32'],
    ['v1.33.4+k3s1', '1.33'],
    ['1.31', '1.31'],
    ['main', undefined],
  ])('reads %s as %s', (version, minor) => {
    expect(minorVersion(version)).toBe(minor);
  });

  it('is ok until the end of support, which is its deadline', () => {
    expect(look('v1.34.2')).toMatchObject({
      status: 'ok',
      value: '1.34',
      deadline: Date.parse('2026-11-01'),
      summary:
        'Kubernetes v1.34.2 is supported until 2026-11-01, 93 days from now',
    });
  });

  it('is degraded after it', () => {
    expect(look('v1.33.4')).toMatchObject({
      status: 'degraded',
      since: Date.parse('2026-07-01'),
      deadline: Date.parse('2026-07-01'),
      summary:
        'Kubernetes v1.33.4 has not been supported since 2026-07-01, 29 d ago',
    });
  });

  it.each([['v1.99.0'], ['main'], [undefined]])(
    'is unknown for %s: nobody has said',
    version => {
      const found = look(version);
      expect(found?.status).toBe('unknown');
      expect(found?.deadline).toBeUndefined();
    },
  );
});
