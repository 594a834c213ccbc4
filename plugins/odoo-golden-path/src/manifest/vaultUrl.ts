import { Platform } from '@plumbline/plugin-odoo-common';
import { fingerprint } from './fingerprint';

/**
 * Names of Azure's vaults: 3 to 24 letters, digits and hyphens, first a letter, no two hyphens in a row.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
const LONGEST = 24;
const VALID = new RegExp(
  `^(?=.{3,${LONGEST}}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$`,
  'i',
);
const AZURE =
  /^(https:\/\/)([^./]+)(\.vault\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)\/?)$/;

/**
 * URL of the vault of an environment or of a shared server. A name that Azure would refuse is cut and ends in eight
 * hexadecimal digits of the whole; one that fits stays what it is.
 */
export function vaultUrlOf(
  { secrets }: Pick<Platform, 'secrets'>,
  name: string,
): string {
  const url = secrets.vaultUrl.replaceAll('{name}', name);
  const [, scheme, vault, domain] = AZURE.exec(url) ?? [];
  if (vault === undefined || VALID.test(vault)) return url;
  const suffix = `-${fingerprint(vault)}`;
  const start = vault
    .replace(/-+/g, '-')
    .slice(0, LONGEST - suffix.length)
    .replace(/-$/, '');
  return `${scheme}${start}${suffix}${domain}`;
}
