import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The policy files that `@plumbline/plugin-odoo-policy` publishes, by path in the repository. */
export async function policyFiles(): Promise<Map<string, string>> {
  const manifest = require.resolve(
    '@plumbline/plugin-odoo-policy/package.json',
  );
  const folder = join(dirname(manifest), 'policies');
  const names = (await readdir(folder)).filter(name => name.endsWith('.yaml'));
  const files = await Promise.all(
    names
      .sort()
      .map(async name => [
        `policies/${name}`,
        await readFile(join(folder, name), 'utf8'),
      ]),
  );
  return new Map(files as [string, string][]);
}
