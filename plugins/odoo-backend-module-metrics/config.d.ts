import { HumanDuration } from '@backstage/types';

export interface Config {
  odoo?: {
    /** Where approvals, postings and queues of environments are counted. Without it nobody observes them. */
    metrics?: {
      prometheus: {
        /** Names the source in Sources: lower case letters, digits and hyphens. */
        name: string;
        /** Below it lies `/api/v1/query`. Past loopback a credential goes by https alone. */
        url: string;
        /** Clusters whose databases it scrapes; each cluster has one Prometheus here. */
        clusters: string[];
        /**
         * Label of its samples whose value is the name of the cluster, as in `clusters`. Needed where it scrapes more
         * than one: the same namespace may be in both.
         */
        clusterLabel?: string;
        credential?: {
          /**
           * Sent with every request.
           * @visibility secret
           */
          bearerToken: string;
        };
      }[];
      /** Between two runs over one Prometheus, 10 s to 9 min; 5 min by default. */
      frequency?: HumanDuration | string;
      /** Limit of one run, 5 s to 9 min; 2 min by default. */
      timeout?: HumanDuration | string;
    };
  };
}
