import type { NewObject } from '../kubernetes';
import { gitopsBase, simple, type ClusterFacts } from './gitopsBase';

const NODES = 6;
const ZONES = 3;

function node({ cluster, version }: ClusterFacts, index: number): NewObject {
  const { capacity, region, name } = cluster;
  const amount = {
    cpu: String(Math.ceil(capacity.cpu / NODES)),
    memory: `${Math.ceil(capacity.memoryGiB / NODES)}Gi`,
    pods: '250',
  };
  const nodeName = `${name.replace('aks-', 'aks-odoo-')}-vmss${String(
    index,
  ).padStart(6, '0')}`;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: nodeName,
      labels: {
        'kubernetes.io/hostname': nodeName,
        'kubernetes.io/os': 'linux',
        'topology.kubernetes.io/region': region,
        'topology.kubernetes.io/zone': `${region}-${(index % ZONES) + 1}`,
        'kubernetes.azure.com/agentpool': 'odoo',
      },
    },
    spec: {},
    status: {
      capacity: amount,
      allocatable: amount,
      nodeInfo: {
        kubeletVersion: version,
        osImage: 'Ubuntu 24.04 LTS',
        containerRuntimeVersion: 'containerd://2.0.0',
        architecture: 'amd64',
        operatingSystem: 'linux',
      },
    },
  };
}

/** What the platform team put on every cluster before the first environment came. */
export function clusterBase(facts: ClusterFacts): NewObject[] {
  const { platform } = facts;
  const { ingress, database, filestore } = platform;
  const namespaces = [
    ingress.namespace,
    'cert-manager',
    'cnpg-system',
    'external-secrets',
    'keda',
  ];
  const storageClass = (name: string, provisioner: string) =>
    simple('storage.k8s.io/v1', 'StorageClass', name, {
      provisioner,
      reclaimPolicy: 'Delete',
      allowVolumeExpansion: true,
    });
  return [
    ...namespaces.map(name => simple('v1', 'Namespace', name)),
    ...Array.from({ length: NODES }, (_, index) => node(facts, index)),
    storageClass(database.storageClass, 'disk.csi.azure.com'),
    storageClass(filestore.storageClass, 'file.csi.azure.com'),
    simple('cert-manager.io/v1', 'ClusterIssuer', ingress.clusterIssuer, {
      spec: {
        acme: {
          server: 'https://acme-v02.api.letsencrypt.org/directory',
          privateKeySecretRef: { name: `${ingress.clusterIssuer}-account` },
        },
      },
    }),
    ...gitopsBase(facts),
  ];
}
