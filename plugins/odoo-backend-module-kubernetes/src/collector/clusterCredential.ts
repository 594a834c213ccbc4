import { ForwardedError, NotAllowedError } from '@backstage/errors';
import { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { ClusterAccess, authProvider } from '../bridge';
import { Credential } from '../client';

/** The one provider that legitimately has none: `kubectl proxy` adds its own. */
const ANONYMOUS = 'localKubectlProxy';

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
