import {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';

/** What the Kubernetes plugin hands over: its clusters and the credentials it has for them. */
export interface ClusterAccess {
  clusters(): Promise<ClusterDetails[]>;
  /** @throws when the auth provider has no credential. */
  credential(cluster: ClusterDetails): Promise<KubernetesCredential>;
}

/** Waiting is a state of its own: both plugins start at the same time. */
export type ClusterAccessState =
  | { state: 'waiting' }
  | { state: 'available'; access: ClusterAccess }
  | { state: 'not-available'; reason: string };
