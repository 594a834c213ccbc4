import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ONE_OF_THEM = require.resolve(
  '@plumbline/plugin-odoo-backend/package.json',
);

export const ROOT = resolve(ONE_OF_THEM, '../../..');

export interface Plugin {
  /** Folder under `plugins`. */
  folder: string;
  /** Name on the registry. */
  name: string;
  role: string;
  configSchema?: string;
}

export const readText = (...path: string[]) =>
  readFileSync(join(ROOT, ...path), 'utf8');

export const isFile = (...path: string[]) => existsSync(join(ROOT, ...path));

/** Every package that is published. */
export function plugins(): Plugin[] {
  return readdirSync(join(ROOT, 'plugins'))
    .filter(folder => existsSync(join(ROOT, 'plugins', folder, 'package.json')))
    .map(folder => {
      const { name, backstage, configSchema } = JSON.parse(
        readText('plugins', folder, 'package.json'),
      );
      return { folder, name, role: backstage.role, configSchema };
    });
}
