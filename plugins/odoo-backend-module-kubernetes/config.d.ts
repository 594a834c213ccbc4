import { HumanDuration } from '@backstage/types';

export interface Config {
  odoo?: {
    /**
     * What the Kubernetes collector reads. Clusters and credentials are those of the `kubernetes`
     * section, of which the auth providers aks, google and oidc cannot be collected from: they need
     * a signed-in user.
     */
    kubernetes?: {
      /** Between two runs over one cluster, 10 s to 150 s; 60 s by default. */
      frequency?: HumanDuration | string;
      /** Limit of one run, 5 s to 150 s; 60 s by default. */
      timeout?: HumanDuration | string;
      /**
       * Whether API servers compress their answers. About 93 % less traffic for 40 % more processor
       * time here: worth it across regions, not within one network. False by default.
       */
      gzip?: boolean;
      /**
       * The extension point of the Kubernetes plugin through which its clusters and credentials are
       * taken; the plugin's own behaviour stays as it is. Each takes one module only: choose
       * `router` when another module of yours provides the Kubernetes objects. By default
       * `objectsProvider`.
       */
      access?: 'objectsProvider' | 'router';
    };
  };
}
