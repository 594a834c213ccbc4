import { object, reasonOf, createTestCluster } from '../testing/testCluster';

describe('cert-manager', () => {
  it('renews when a third is left; a failing renewal leaves it ready until it expires', () => {
    const cluster = createTestCluster();
    const DAY = 24 * 3600;
    cluster.store.create({
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: { name: 'letsencrypt' },
      spec: {},
    });
    cluster.store.create(
      object('cert-manager.io/v1', 'Certificate', 'tls', {
        secretName: 'web-tls',
        dnsNames: ['erp.example'],
        issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt' },
      }),
    );
    const certificate = () =>
      cluster.object('Certificate', 'tls', 'cert-manager.io');
    cluster.run(1);
    expect(reasonOf(certificate(), 'Issuing')[0]).toBe('True');
    cluster.run(5);
    expect(cluster.object('Secret', 'web-tls').type).toBe('kubernetes.io/tls');
    expect(certificate().status).toMatchObject({
      notAfter: '2026-05-31T08:00:02Z',
      renewalTime: '2026-05-01T08:00:02Z',
      revision: 1,
    });
    cluster.run(61 * DAY);
    expect(certificate().status).toMatchObject({ revision: 2 });

    cluster.needs.refusal = 'NXDOMAIN';
    cluster.run(61 * DAY);
    expect(reasonOf(certificate(), 'Ready')[0]).toBe('True');
    expect(reasonOf(certificate(), 'Issuing')).toEqual(['False', 'Failed']);
    expect(certificate().status?.failedIssuanceAttempts).toBeGreaterThan(3);
    cluster.run(31 * DAY);
    expect(reasonOf(certificate(), 'Ready')).toEqual(['False', 'Expired']);

    cluster.needs.refusal = '';
    cluster.run(2 * DAY);
    expect(reasonOf(certificate(), 'Ready')[0]).toBe('True');
    expect(certificate().status?.failedIssuanceAttempts).toBeUndefined();
  });
});
