export interface Config {
  odoo?: {
    gitops?: {
      /**
       * The service that hosts the GitOps repository: changes reach its branch by pull requests that this service
       * merges. Without it, they are pushed to the branch. Credentials are those of `integrations`.
       */
      host?: {
        kind: 'github' | 'azure-devops';
        /**
         * URL of the repository as a browser shows it, without credentials: `https://github.com/<owner>/<name>` or
         * `https://dev.azure.com/<organization>/<project>/_git/<name>`.
         */
        repository: string;
        /** How the service merges; it must be allowed there. Default: merge. */
        mergeMethod?: 'merge' | 'squash' | 'rebase';
        /** Seconds between two looks at a pull request whose checks are awaited. Default: 20. */
        pollSeconds?: number;
      };
    };
  };
}
