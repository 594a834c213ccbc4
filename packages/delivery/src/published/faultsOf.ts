import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({
  name: z.string(),
  private: z.boolean().optional(),
  main: z.string(),
  types: z.string(),
  configSchema: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
  exports: z
    .record(z.string(), z.union([z.string(), z.record(z.string(), z.string())]))
    .default({}),
});

const IMPORT =
  /(?:\bfrom\s*|\brequire\(\s*|\bimport\(\s*|^import\s+)['"]((?:@[\w-]+\/)?\w[\w.-]*)(?:\/[\w./-]+)?['"]/gm;

/** What keeps an unpacked package from working where only what it declares is installed. */
export function faultsOf(folder: string): string[] {
  const manifest = manifestSchema.parse(
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  );
  const declared = new Set([
    manifest.name,
    ...builtinModules,
    ...Object.keys(manifest.dependencies),
    ...Object.keys(manifest.peerDependencies),
  ]);
  const undeclared = [...importsIn(join(folder, 'dist'))].filter(
    name => !name.startsWith('node:') && !declared.has(name),
  );
  const absent = filesOf(manifest).filter(
    file => !existsSync(join(folder, file)),
  );
  const local = Object.entries(manifest.dependencies).filter(([, range]) =>
    /^(workspace|link|file|portal):/.test(range),
  );
  return [
    ...(manifest.private ? ['is private'] : []),
    ...undeclared.map(name => `imports ${name} and does not declare it`),
    ...absent.map(file => `names ${file}, which is not packed`),
    ...local.map(([name, range]) => `depends on ${name} by ${range}`),
  ];
}

/** Conditions of exports that name a file; `backstage` names what kind of feature it is. */
function filesOf(manifest: z.output<typeof manifestSchema>): string[] {
  const exported = Object.values(manifest.exports).flatMap(target =>
    typeof target === 'string'
      ? [target]
      : Object.values(target).filter(file => file.startsWith('./')),
  );
  const { main, types, configSchema } = manifest;
  return [main, types, ...(configSchema ? [configSchema] : []), ...exported];
}

function importsIn(folder: string): Set<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Set(
    files
      .filter(file => /\.(js|d\.ts)$/.test(file))
      .flatMap(file =>
        [...readFileSync(join(folder, file), 'utf8').matchAll(IMPORT)].map(
          ([, name]) => name,
        ),
      ),
  );
}
