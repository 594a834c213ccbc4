import { createMockDirectory } from '@backstage/backend-test-utils';
import { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { clusterTarget } from './clusterTarget';

const directory = createMockDirectory({
  content: { 'ca.crt': 'POD CA', 'own.crt': 'OWN CA' },
});
const IN_POD = {
  KUBERNETES_SERVICE_HOST: '10.0.0.1',
  KUBERNETES_SERVICE_PORT: '443',
};

function cluster(
  more: Partial<ClusterDetails> = {},
  authMetadata: object = {},
): ClusterDetails {
  return {
    name: 'north-1',
    url: 'https://configured.example',
    authMetadata: {
      'kubernetes.io/auth-provider': 'serviceAccount',
      ...authMetadata,
    },
    ...more,
  };
}

describe('clusterTarget', () => {
  it('is the cluster of the pod for a service account without a token', async () => {
    await expect(
      clusterTarget(
        cluster({ caData: 'eA==', skipTLSVerify: true }),
        IN_POD,
        directory.resolve('ca.crt'),
      ),
    ).resolves.toEqual({
      url: 'https://10.0.0.1:443',
      ca: 'POD CA',
      skipTLSVerify: false,
    });
  });

  it.each([
    [
      'with a token',
      cluster({}, { serviceAccountToken: 't' }),
      directory.resolve('ca.crt'),
    ],
    [
      'of another provider',
      cluster({}, { 'kubernetes.io/auth-provider': 'azure' }),
      directory.resolve('ca.crt'),
    ],
    ['outside a pod', cluster(), directory.resolve('absent.crt')],
  ])('is what is configured for a cluster %s', async (_, details, ca) => {
    const { url } = await clusterTarget(details, IN_POD, ca);
    expect(url).toBe('https://configured.example');
  });

  it('trusts the file before the data', async () => {
    const absent = directory.resolve('absent.crt');
    const caData = Buffer.from('DATA CA').toString('base64');
    await expect(
      clusterTarget(cluster({ caData }), {}, absent),
    ).resolves.toMatchObject({ ca: 'DATA CA' });
    const caFile = directory.resolve('own.crt');
    await expect(
      clusterTarget(cluster({ caData, caFile }), {}, absent),
    ).resolves.toMatchObject({ ca: 'OWN CA' });
  });
});
