import type { Platform } from '@plumbline/plugin-odoo-common';
import type { NewObject } from '../kubernetes';

const NODES = 6;
const ZONES = 3;

interface ClusterFacts {
  platform: Platform;
  cluster: Platform['clusters'][number];
}

function node({ cluster }: ClusterFacts, index: number): NewObject {
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
        kubeletVersion: 'v1.32.0',
        osImage: 'Ubuntu 24.04 LTS',
        containerRuntimeVersion: 'containerd://2.0.0',
        architecture: 'amd64',
        operatingSystem: 'linux',
      },
    },
  };
}

const simple = (
  apiVersion: string,
  kind: string,
  name: string,
  fields: Record<string, unknown> = {},
): NewObject => ({ apiVersion, kind, metadata: { name }, ...fields });

/** An Application that is part of the platform, not of an environment. */
function platformApplication(
  { platform }: ClusterFacts,
  name: string,
  path: string,
): NewObject {
  const { repoUrl, branch, namespace } = platform.gitops;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace },
    spec: {
      project: 'default',
      source: { repoURL: repoUrl, targetRevision: branch, path },
      destination: { server: 'https://kubernetes.default.svc', namespace },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ['ServerSideApply=true'],
      },
    },
  };
}

/** What the platform team put on every cluster before the first environment came. */
export function clusterBase(facts: ClusterFacts): NewObject[] {
  const { platform, cluster } = facts;
  const { gitops, ingress, database, filestore } = platform;
  const namespaces = [
    gitops.namespace,
    ingress.namespace,
    'cert-manager',
    'cnpg-system',
    'external-secrets',
    'keda',
  ];
  const project = (name: string): NewObject => ({
    ...simple('argoproj.io/v1alpha1', 'AppProject', name),
    metadata: { name, namespace: gitops.namespace },
    spec: {
      sourceRepos: [gitops.repoUrl],
      destinations: [{ server: '*', namespace: '*' }],
    },
  });
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
    project('default'),
    project(gitops.project),
    platformApplication(facts, 'root', `clusters/${cluster.name}`),
    platformApplication(facts, 'policies', 'policies'),
  ];
}
