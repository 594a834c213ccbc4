import { readFile } from 'node:fs/promises';
import { platformSchema, type Platform } from '@plumbline/plugin-odoo-common';
import { parse } from 'yaml';
import { packageFile } from '../packageFile';

/** `odoo.platform` of the sandbox, which the portal includes too. */
export const PLATFORM_FILE = packageFile('platform.yaml');

/** Fails with ZodError when the file is wrong. */
export async function loadPlatform(): Promise<Platform> {
  return platformSchema.parse(parse(await readFile(PLATFORM_FILE, 'utf8')));
}
