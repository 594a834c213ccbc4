import { clusterKinds, type AccessRule, type ApiUser } from '../kubernetes';

/** As whom the portal reads a cluster. */
export const PORTAL_USER = 'system:serviceaccount:plumbline:portal';

/** What any bearer of a token may ask about itself (`system:basic-user`). */
const ABOUT_ONESELF: AccessRule = {
  verbs: ['create'],
  apiGroups: ['authorization.k8s.io', 'authentication.k8s.io'],
  resources: ['*'],
};

/** The portal reads every kind but Secrets, and the logs of pods; it writes nothing. */
function readRules(): AccessRule[] {
  const kinds = clusterKinds.kinds.filter(
    ({ review, group, kind }) =>
      !review && !(group === '' && kind === 'Secret'),
  );
  const groups = [...new Set(kinds.map(({ group }) => group))];
  return groups.map(group => ({
    verbs: ['get', 'list', 'watch'],
    apiGroups: [group],
    resources: [
      ...kinds.filter(kind => kind.group === group).map(({ plural }) => plural),
      ...(group === '' ? ['pods/log'] : []),
    ],
  }));
}

export interface ClusterTokens {
  portalToken: string;
  adminToken: string;
}

/** The two users of a sandbox cluster. */
export function clusterUsers(tokens: ClusterTokens): ApiUser[] {
  return [
    {
      token: tokens.portalToken,
      user: PORTAL_USER,
      groups: ['system:serviceaccounts', 'system:authenticated'],
      rules: [...readRules(), ABOUT_ONESELF],
    },
    {
      token: tokens.adminToken,
      user: 'sandbox-admin',
      groups: ['system:masters', 'system:authenticated'],
      rules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
    },
  ];
}
