import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { evaluatePolicies, parsePolicyFiles } from './index';

const folder = resolve(__dirname, '../policies');
const { policies, bindings, params } = parsePolicyFiles(
  readdirSync(folder).map(file => ({
    file,
    content: readFileSync(join(folder, file), 'utf8'),
  })),
);

const NAMESPACE = 'odoo-harbour-civil-production';
const ARGO_CD = 'system:serviceaccount:argocd:argocd-application-controller';
const AZURE_SERVICE_OPERATOR =
  'system:serviceaccount:azureserviceoperator-system:azureserviceoperator-default';
const CLOUDNATIVE_PG = 'system:serviceaccount:cnpg-system:cnpg-manager';

interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: object;
  spec: object;
}

/** The policies that refuse the update. */
function refusing(
  user: string,
  oldObject: KubernetesObject,
  object: KubernetesObject,
): string[] {
  const refused = evaluatePolicies({
    policies,
    bindings,
    params,
    objects: [{ object, oldObject, operation: 'UPDATE' }],
    namespaces: [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: NAMESPACE,
          labels: {
            'plumbline.dev/managed': 'true',
            'plumbline.dev/tier': '1',
          },
        },
      },
    ],
    userInfo: { username: user, groups: [] },
  })
    .filter(({ verdict }) => verdict === 'fail' || verdict === 'error')
    .map(({ policy }) => policy);
  return [...new Set(refused)].sort();
}

const owned = (kind: string, controller: boolean) => ({
  ownerReferences: [
    {
      apiVersion: 'v1',
      kind,
      name: 'odoo-db',
      uid: '2f0c7a5e-0000-4000-8000-000000000001',
      ...(controller && { controller }),
    },
  ],
});

const withMetadata = (
  object: KubernetesObject,
  metadata: object,
): KubernetesObject => ({
  ...object,
  metadata: { ...object.metadata, ...metadata },
});

const configuration: KubernetesObject = {
  apiVersion: 'dbforpostgresql.azure.com/v1api20240801',
  kind: 'FlexibleServersConfiguration',
  metadata: { name: 'max-connections', namespace: NAMESPACE },
  spec: { owner: { name: 'odoo-db' }, value: '200' },
};
const ownedConfiguration = withMetadata(
  configuration,
  owned('FlexibleServer', false),
);

const claim: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'odoo-db-1', namespace: NAMESPACE },
  spec: { storageClassName: 'premium' },
};
const ownedClaim = withMetadata(claim, owned('Cluster', true));

/** As somebody made it before there was any policy. */
const oldPodSpec = {
  hostNetwork: true,
  containers: [
    {
      name: 'postgres',
      image: 'docker.io/postgres:latest',
      env: [{ name: 'PASSWORD', value: 'x' }],
    },
  ],
};
const oldPod: KubernetesObject = {
  ...withMetadata(claim, owned('Cluster', true)),
  kind: 'Pod',
  spec: oldPodSpec,
};
const oldReplicaSet = (replicas: number): KubernetesObject => ({
  ...withMetadata(claim, owned('Deployment', true)),
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  spec: { replicas, template: { spec: oldPodSpec } },
});

describe('starter policies, of what runs already', () => {
  it.each([
    [
      'the owner that Azure Service Operator writes',
      AZURE_SERVICE_OPERATOR,
      configuration,
      ownedConfiguration,
    ],
    [
      'what has that owner, applied again',
      ARGO_CD,
      ownedConfiguration,
      { ...ownedConfiguration, spec: { ...configuration.spec, value: '300' } },
    ],
    [
      'the node that a volume is to be made for',
      'system:kube-scheduler',
      ownedClaim,
      withMetadata(ownedClaim, {
        annotations: { 'volume.kubernetes.io/selected-node': 'node-1' },
      }),
    ],
    [
      'data that its owner leaves behind (--cascade=orphan)',
      'system:serviceaccount:kube-system:generic-garbage-collector',
      ownedClaim,
      claim,
    ],
    [
      'the label of the primary at a failover',
      CLOUDNATIVE_PG,
      oldPod,
      withMetadata(oldPod, { labels: { 'cnpg.io/instanceRole': 'primary' } }),
    ],
    [
      'the label by which a person takes a pod out of service',
      'night.shift@harbour.example',
      oldPod,
      withMetadata(oldPod, { labels: { quarantined: 'true' } }),
    ],
    [
      'the number of replicas',
      'system:serviceaccount:kube-system:deployment-controller',
      oldReplicaSet(1),
      oldReplicaSet(0),
    ],
  ])('let pass %s', (_, user, before, after) => {
    expect(refusing(user, before, after)).toEqual([]);
  });

  it('refuse an owner that comes from Git', () => {
    expect(refusing(ARGO_CD, configuration, ownedConfiguration)).toEqual([
      'kinds-allowed',
    ]);
    expect(
      refusing(ARGO_CD, ownedConfiguration, {
        ...ownedConfiguration,
        ...withMetadata(configuration, owned('ReplicaSet', true)),
      }),
    ).toEqual(['kinds-allowed']);
  });

  it('judge a container that comes to a pod later, and another template', () => {
    const all = [
      'images-by-digest',
      'no-mutable-tags',
      'no-privileged-containers',
      'no-secrets-in-manifests',
      'registries-allowed',
    ];
    const debugged = {
      ...oldPod,
      spec: {
        ...oldPodSpec,
        ephemeralContainers: [{ name: 'debug', image: 'busybox' }],
      },
    };
    expect(refusing(CLOUDNATIVE_PG, oldPod, debugged)).toEqual(all);
    const before = oldReplicaSet(1);
    const after = {
      ...before,
      spec: {
        replicas: 1,
        template: { spec: { ...oldPodSpec, nodeName: 'n' } },
      },
    };
    expect(refusing(CLOUDNATIVE_PG, before, after)).toEqual(all);
  });
});
