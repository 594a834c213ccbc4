import { ManifestFields } from '../manifest/manifest';

const PRIVATE_RANGES = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
];

/** Ports of a flow. */
export const tcp = (...ports: number[]): ManifestFields[] =>
  ports.map(port => ({ port, protocol: 'TCP' }));

/** Pods of a namespace, by the label that Kubernetes itself sets. */
export const fromNamespace = (name: string): ManifestFields => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

/** Everything but the ranges of private networks and of the cloud's metadata service. */
export const publicInternet = (): ManifestFields => ({
  ipBlock: { cidr: '0.0.0.0/0', except: PRIVATE_RANGES },
});
