import { join } from 'node:path';
import { z } from 'zod';
import { ROOT, isFile, plugins, readText } from '../plugins';
import { declaredKeys } from './declaredKeys';
import { schemaKeys } from './schemaKeys';

const declared = plugins().filter(({ folder }) =>
  isFile('plugins', folder, 'config.d.ts'),
);

/** What parses a plugin's configuration: `<module>#<export>`, each read below `odoo`. */
const SCHEMAS: Record<string, string[]> = {
  'odoo-backend': ['src/config/schema#odooConfigSchema'],
  'odoo-backend-module-backup-store': [
    'src/config/schema#backupConfigSchema',
    'src/config/schema#publishConfigSchema',
  ],
  'odoo-backend-module-pull-requests': ['src/config/schema#hostedConfigSchema'],
};

/** Read by helpers of Backstage instead of a schema. */
const DURATIONS = [
  'odoo.backupCollection.frequency',
  'odoo.backupCollection.timeout',
];

/** Declared for others: the sandbox's own switch is read by the app, roles by the permission policy. */
const OF_OTHERS = /^odoo\.(sandbox|roles)\./;

function keysRead(folder: string): string[] {
  return SCHEMAS[folder].flatMap(each => {
    const [path, name] = each.split('#');
    const module = jest.requireActual<Record<string, z.ZodType>>(
      join(ROOT, 'plugins', folder, path),
    );
    return schemaKeys(module[name], 'odoo');
  });
}

describe('config.d.ts', () => {
  it.each(declared)(
    'of $name is published with it',
    ({ folder, configSchema }) => {
      const { files } = JSON.parse(readText('plugins', folder, 'package.json'));
      expect(configSchema).toBe('config.d.ts');
      expect(files).toContain('config.d.ts');
    },
  );

  it.each(Object.keys(SCHEMAS))(
    'of %s names the keys that are read, all of them and no other',
    folder => {
      const text = readText('plugins', folder, 'config.d.ts');
      const own = (keys: string[]) =>
        [...new Set(keys.map(key => key.replace(/\.tiers\.\d/, '.tiers.*')))]
          .filter(key => !OF_OTHERS.test(key) && !DURATIONS.includes(key))
          .sort();
      expect(own(declaredKeys(text))).toEqual(own(keysRead(folder)));
    },
  );
});
