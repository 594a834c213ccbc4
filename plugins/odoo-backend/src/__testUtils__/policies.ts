import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = join(
  dirname(require.resolve('@plumbline/plugin-odoo-policy/package.json')),
  'policies',
);

/** The starter policies as they lie in a GitOps repository. */
export const policyFiles: Record<string, string> = Object.fromEntries(
  readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .map(name => [
      `policies/${name}`,
      readFileSync(join(folder, name), 'utf8'),
    ]),
);
