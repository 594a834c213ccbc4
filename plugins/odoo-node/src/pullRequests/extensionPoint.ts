import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { PullRequestHost } from './PullRequestHost';

export interface OdooPullRequestHostExtensionPoint {
  /** Fails with a ConflictError when there is one already: a repository has one host. */
  setHost(host: PullRequestHost): void;
}

/**
 * Where a backend module of the `odoo` plugin says that commits reach the GitOps repository by pull requests.
 * Without a host they are pushed to the branch.
 */
export const odooPullRequestHostExtensionPoint =
  createExtensionPoint<OdooPullRequestHostExtensionPoint>({
    id: 'odoo.pull-request-host',
  });
