import { policyFiles } from '../world/policies';
import type { KubernetesObject, NewObject } from '../kubernetes';
import { parseAllDocuments } from 'yaml';
import { FLUX } from './runtime';
import { createTestCluster, IMAGE, object } from './testing/testCluster';

const CNPG = 'postgresql.cnpg.io';
const NAMESPACE = 'odoo-harbour-civil-production';
const CLAIM = { group: '', kind: 'PersistentVolumeClaim' };

/** A cluster where data must be kept. */
async function policedCluster() {
  const cluster = createTestCluster();
  const files = await policyFiles();
  for (const file of ['parameters', 'git', 'data-is-kept', 'kinds-allowed']) {
    const content = files.get(`policies/${file}.yaml`) ?? '';
    for (const document of parseAllDocuments(content)) {
      cluster.store.create(document.toJS() as NewObject);
    }
  }
  cluster.store.create({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: NAMESPACE, labels: { 'plumbline.dev/managed': 'true' } },
  });
  return cluster;
}

const inNamespace = (made: NewObject, more: object = {}): NewObject => ({
  ...made,
  metadata: { ...made.metadata, ...more, namespace: NAMESPACE },
});

describe('what a controller owns', () => {
  it('comes from a controller: Git cannot pass its own off as such', async () => {
    const { store, run } = await policedCluster();
    const kept = {
      annotations: {
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      },
    };
    const database = object(`${CNPG}/v1`, 'Cluster', 'db', {
      instances: 1,
      imageName: IMAGE,
      storage: { size: '10Gi' },
    });
    store.apply(inNamespace(database, kept), 'flux', { user: FLUX });
    run(30);
    const claims = store.list(CLAIM, { namespace: NAMESPACE });
    expect(claims.map(({ metadata }) => metadata.name)).toEqual(['db-1']);
    const [{ metadata, spec }] = claims;
    expect(metadata.ownerReferences).toHaveLength(1);

    const forged: NewObject = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name: 'forged',
        namespace: NAMESPACE,
        ownerReferences: metadata.ownerReferences,
      },
      spec: spec as KubernetesObject['spec'],
    };
    expect(() => store.apply(forged, 'flux', { user: FLUX })).toThrow(
      /data must have the annotation/,
    );
    const marked = inNamespace(forged, kept);
    expect(() => store.apply(marked, 'flux', { user: FLUX })).toThrow(
      'what comes from Git must have no ownerReferences',
    );
  });

  it('is of any kind; what comes from Git is of those that are rendered', async () => {
    const { store } = await policedCluster();
    const secret = inNamespace({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'odoo' },
      data: {},
    });
    expect(() => store.apply(secret, 'flux', { user: FLUX })).toThrow(
      'environments have no Secret of Kubernetes itself',
    );
    expect(() => store.apply(secret, 'external-secrets')).not.toThrow();
  });
});
