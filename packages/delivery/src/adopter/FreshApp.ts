import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT, plugins } from '../plugins';
import { emptyRepository, leastConfiguration } from './leastConfiguration';

/** For the sandbox alone: it signs people in without asking who they are. */
const NOT_FOR_ADOPTERS = '@plumbline/plugin-auth-backend-module-sandbox';

const published = (roles: string[]) =>
  plugins()
    .filter(
      ({ role, name }) => roles.includes(role) && name !== NOT_FOR_ADOPTERS,
    )
    .map(({ name }) => name);

export const backendPackages = () =>
  published(['backend-plugin', 'backend-plugin-module']);
export const frontendPackages = () =>
  published(['frontend-plugin', 'frontend-plugin-module']);

/** The line that an adopter adds, and finds in the README. */
export const backendLine = (name: string) => `backend.add(import('${name}'));`;

const BACKEND = [
  '@backstage/plugin-auth-backend',
  '@backstage/plugin-catalog-backend',
  '@backstage/plugin-events-backend',
  '@backstage/plugin-kubernetes-backend',
  '@backstage/plugin-notifications-backend',
  '@backstage/plugin-permission-backend',
  '@backstage/plugin-scaffolder-backend',
  '@backstage/plugin-signals-backend',
];

const backendFile = () =>
  [
    "import { createBackend } from '@backstage/backend-defaults';",
    'const backend = createBackend();',
    ...[...BACKEND, ...backendPackages()].map(backendLine),
    'backend.start();',
  ].join('\n');

const appFile = () =>
  [
    "import { createApp } from '@backstage/frontend-defaults';",
    "import catalogPlugin from '@backstage/plugin-catalog/alpha';",
    "import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';",
    ...frontendPackages().map(
      (name, index) => `import ours${index} from '${name}';`,
    ),
    'export default createApp({',
    '  features: [',
    '    catalogPlugin,',
    '    scaffolderPlugin,',
    ...frontendPackages().map((_, index) => `    ours${index},`),
    '  ],',
    '});',
  ].join('\n');

/** An app as create-app makes it, outside of this repository, with one line for each of our packages. */
export class FreshApp {
  readonly root = mkdtempSync(join(tmpdir(), 'plumbline-adopter-'));
  readonly backend = join(this.root, 'packages/backend/src/index.ts');
  readonly token = 'token-of-a-script-that-only-reads';

  constructor() {
    // What `yarn install` would put there, without asking a registry.
    symlinkSync(join(ROOT, 'node_modules'), join(this.root, 'node_modules'));
    this.#write(
      'package.json',
      JSON.stringify({ name: 'adopter', private: true }),
    );
    this.#write('packages/backend/src/index.ts', backendFile());
    this.#write('packages/app/src/App.tsx', appFile());
    this.#write(
      'tsconfig.json',
      JSON.stringify({
        extends: '@backstage/cli/config/tsconfig.json',
        include: ['packages/*/src'],
        compilerOptions: {
          jsx: 'react-jsx',
          noEmit: true,
          incremental: false,
          outDir: 'dist-types',
          rootDir: '/',
        },
      }),
    );
  }

  /** @param port - on the loopback */
  configure(port: number): string {
    const repository = emptyRepository(join(this.root, 'gitops'));
    return this.#write(
      'app-config.yaml',
      leastConfiguration({ port, token: this.token, repository }),
    );
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #write(path: string, content: string): string {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${content}\n`);
    return file;
  }
}
