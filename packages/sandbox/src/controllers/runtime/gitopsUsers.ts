import type { Requester } from '../../kubernetes';

const serviceAccount = (namespace: string, name: string): Requester => ({
  user: `system:serviceaccount:${namespace}:${name}`,
  groups: [
    'system:serviceaccounts',
    `system:serviceaccounts:${namespace}`,
    'system:authenticated',
  ],
});

/**
 * As whom GitOps controllers write. What they apply was decided in Git, so admission must tell it from what a
 * controller of the cluster makes by itself.
 */
export const ARGO_CD = serviceAccount(
  'argocd',
  'argocd-application-controller',
);
export const FLUX = serviceAccount('flux-system', 'kustomize-controller');
