import { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { ANNOTATION_KUBERNETES_AUTH_PROVIDER } from '@backstage/plugin-kubernetes-common';

/** These take the token of the user in front of the browser: nobody is there when the portal collects. */
const CLIENT_SIDE: readonly string[] = ['aks', 'google', 'oidc'];

export function authProvider({ authMetadata }: ClusterDetails): string {
  return authMetadata[ANNOTATION_KUBERNETES_AUTH_PROVIDER] ?? 'none';
}

/** Why a cluster cannot be read in the background; undefined when it can. */
export function whyNotCollectable(cluster: ClusterDetails): string | undefined {
  const provider = authProvider(cluster);
  return CLIENT_SIDE.includes(provider)
    ? `Auth provider ${provider} works with a signed-in user's token only; collection needs azure, serviceAccount, aws or googleServiceAccount`
    : undefined;
}
