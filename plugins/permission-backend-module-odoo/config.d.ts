export interface Config {
  odoo?: {
    /**
     * Groups of each role, as entity refs such as `group:default/release-managers`. Whoever is in none
     * of them is a requester: reads and proposes for the tenants that they own.
     */
    roles?: {
      /** Proposes, approves and overrides everywhere. Default: group:default/release-managers */
      releaseManager?: string[];
      /** As above, and refreshes sources; is told when a cluster, a shared server or a source fails. Default: group:default/platform-engineers */
      platformEngineer?: string[];
      /** Reads summaries. Default: group:default/executives */
      executive?: string[];
      /** Reads everything, the audit trail included. Default: group:default/auditors */
      auditor?: string[];
    };
  };
}
