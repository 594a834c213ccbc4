import { ForwardedError, NotAllowedError } from '@backstage/errors';
import { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { ClusterAccess, authProvider } from '../bridge';
import { Credential } from '../client';

/** The one provider that legitimately has none: `kubectl proxy` adds its own. */
const ANONYMOUS = 'localKubectlProxy';

/** What to do about a credential that the API server refuses, by auth provider. */
const RENEWAL: Record<string, string> = {
  serviceAccount:
    'renew serviceAccountToken of the cluster in the `kubernetes` section',
  azure:
    'check the federated credential of the portal’s identity and its role on the cluster',
  aws: 'check the role of the portal and the access entries of the cluster',
  googleServiceAccount: 'renew the key of the service account',
  [ANONYMOUS]: 'start kubectl proxy again',
};

/** The run fails with this: whose credential was refused, and what to do. */
export function refusedCredential(
  cluster: ClusterDetails,
  error: Error,
): ForwardedError {
  const provider = authProvider(cluster);
  const advice = provider && RENEWAL[provider];
  return new ForwardedError(
    `Cluster ${
      cluster.name
    } refuses the credential of auth provider ${provider}: it has expired or was revoked${
      advice ? `; ${advice}` : ''
    }`,
    error,
  );
}

/** @throws when there is no credential, with what to do about it where that is known. */
export async function clusterCredential(
  access: ClusterAccess,
  cluster: ClusterDetails,
): Promise<Credential> {
  const provider = authProvider(cluster);
  let credential: Credential;
  try {
    credential = await access.credential(cluster);
  } catch (error) {
    // The Kubernetes plugin's Azure strategy keeps a first token request that failed for ever.
    const hint =
      provider === 'azure'
        ? '; once the identity works, the backend has to be restarted'
        : '';
    throw new ForwardedError(
      `No credential for cluster ${cluster.name} from auth provider ${provider}${hint}`,
      error,
    );
  }
  if (credential.type === 'anonymous' && provider !== ANONYMOUS) {
    throw new NotAllowedError(
      `Auth provider ${provider} has no credential for cluster ${cluster.name}`,
    );
  }
  return credential;
}
