import { ManifestFields } from '../../manifest/manifest';

export const API_ACCOUNT = {
  volume: 'kubernetes-api',
  path: '/run/kubernetes',
};

/** A token for the one container that asks the API: modules of the release never see it. */
export const apiAccount = (): ManifestFields => ({
  name: API_ACCOUNT.volume,
  projected: {
    sources: [
      { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
      {
        configMap: {
          name: 'kube-root-ca.crt',
          items: [{ key: 'ca.crt', path: 'ca.crt' }],
        },
      },
    ],
  },
});
