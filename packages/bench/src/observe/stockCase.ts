import {
  BackstageCredentials,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  KubernetesObjectsProvider,
  kubernetesObjectsProviderExtensionPoint,
} from '@backstage/plugin-kubernetes-node';
import { Environment, LABELS } from '@plumbline/plugin-odoo-common';
import { startBackend } from './backend';
import { ClusterAccess } from './clusters';

/** Questions that are on their way at a time, as of people with a page open each. */
const PARALLEL = 8;

/** What else an environment is made of; Applications lie in another namespace, where the plugin does not look. */
const CUSTOM_RESOURCES = [
  { group: 'postgresql.cnpg.io', apiVersion: 'v1', plural: 'clusters' },
  { group: 'cert-manager.io', apiVersion: 'v1', plural: 'certificates' },
  { group: 'external-secrets.io', apiVersion: 'v1', plural: 'externalsecrets' },
];

/** One refresh by the stock Kubernetes plugin: each entity is asked about on its own. */
export async function stockCase(world: {
  clusters: ClusterAccess[];
  environments: Environment[];
}) {
  let objects: KubernetesObjectsProvider | undefined;
  const eavesdropper = createBackendModule({
    pluginId: 'kubernetes',
    moduleId: 'bench',
    register(reg) {
      reg.registerInit({
        deps: { point: kubernetesObjectsProviderExtensionPoint },
        async init({ point }) {
          point.addObjectsProvider(async ({ getDefault }) => {
            objects = await getDefault();
            return objects;
          });
        },
      });
    },
  });
  const backend = await startBackend(world.clusters, [eavesdropper], {
    customResources: CUSTOM_RESOURCES,
  });
  const credentials: BackstageCredentials = mockCredentials.service();

  async function isSeen(environment: Environment): Promise<boolean> {
    const answer = await objects!.getKubernetesObjectsByEntity(
      { entity: entityOf(environment), auth: {} },
      { credentials },
    );
    const [{ resources, errors }] = answer.items;
    if (errors.length) throw new Error(JSON.stringify(errors[0]));
    return resources.some(
      resource => resource.type === 'pods' && resource.resources.length > 0,
    );
  }

  async function work() {
    const waiting = [...world.environments];
    let environmentsSeen = 0;
    async function askNext(): Promise<void> {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        if (await isSeen(next)) environmentsSeen++;
      }
    }
    await Promise.all(Array.from({ length: PARALLEL }, askNext));
    return { environmentsSeen };
  }
  return { work, close: () => backend.stop() };
}

function entityOf({ tenant, stage, expectation }: Environment) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: expectation.namespace,
      annotations: {
        'backstage.io/kubernetes-cluster': expectation.cluster,
        'backstage.io/kubernetes-namespace': expectation.namespace,
        'backstage.io/kubernetes-label-selector': `${LABELS.tenant}=${tenant},${LABELS.stage}=${stage}`,
      },
    },
  };
}
