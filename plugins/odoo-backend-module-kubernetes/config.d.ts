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
       * Until when versions of Kubernetes are supported on your clusters; goes before the calendar of AKS
       * that is built in, for example with long-term support or elsewhere than on AKS.
       */
      versionSupport?: {
        /** Minor version like `1.33`. */
        version: string;
        /** First day without support, like `2026-07-31`. */
        end: string;
      }[];
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
