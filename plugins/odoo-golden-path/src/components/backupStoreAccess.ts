import { backupLocationOf } from '@plumbline/plugin-odoo-common';
import { ManifestValue } from '../manifest/manifest';
import { RenderContext } from '../manifest/renderContext';

/** How rclone gets to the backup store, which it knows as `store`: by workload identity, of which its webhook puts the rest into the pod. */
export const storeEnvironment = ({
  platform,
  ref,
  spec,
}: RenderContext): ManifestValue[] =>
  storeAt(backupLocationOf(platform, ref, spec.region).accountUrl);

/** The same for any account, by its URL. */
export function storeAt(accountUrl: string): ManifestValue[] {
  const settings = {
    TYPE: 'azureblob',
    ACCOUNT: new URL(accountUrl).hostname.split('.')[0],
    ENDPOINT: accountUrl,
    ENV_AUTH: 'true',
  };
  return Object.entries(settings).map(([name, value]) => ({
    name: `RCLONE_CONFIG_STORE_${name}`,
    value,
  }));
}
