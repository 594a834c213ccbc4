import type { KubernetesObject } from '../../kubernetes';
import {
  KINDS,
  Resources,
  watchOwn,
  type Controller,
  type ControllerContext,
  type ObjectKey,
} from '../runtime';

/** By what pods know the API server, as the controller manager publishes it. */
const NAME = 'kube-root-ca.crt';

/** Keeps the authority of the API server's certificate in every namespace. */
export class RootCertificatePublisher implements Controller {
  readonly name = 'root-ca-cert-publisher';
  readonly watches;
  readonly #namespaces: Resources<KubernetesObject>;
  readonly #configMaps: Resources<KubernetesObject>;

  /** @param certificate - PEM */
  constructor(
    { store }: Pick<ControllerContext, 'store'>,
    private readonly certificate: string,
  ) {
    this.#namespaces = new Resources(store, KINDS.namespace);
    this.#configMaps = new Resources(store, KINDS.configMap);
    this.watches = [
      watchOwn(KINDS.namespace),
      {
        kind: KINDS.configMap,
        // Whoever takes it away gets it back.
        keys: ({ stored }: { stored: { namespace?: string; name: string } }) =>
          stored.name === NAME && stored.namespace
            ? [{ namespace: undefined, name: stored.namespace }]
            : [],
      },
    ];
  }

  reconcile({ name: namespace }: ObjectKey): undefined {
    const known = this.#namespaces.get(undefined, namespace);
    if (!known || known.metadata.deletionTimestamp) return;
    if (this.#configMaps.exists(namespace, NAME)) return;
    this.#configMaps.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: NAME, namespace },
      data: { 'ca.crt': this.certificate },
    });
  }
}
