import { readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { backendLine } from '../adopter/FreshApp';
import { readText } from '../plugins';
import { Packed } from './packPlugins';
import { LEGACY_APP, everyEntry } from './sources';
import { run } from './run';

/** The create-app of Backstage 1.55. */
const CREATE_APP = '@backstage/create-app@0.9.2';

const FRONTEND = /^frontend-plugin/;
const BACKEND = /^backend-plugin/;
/** One signs in without asking who it is; of the other kind an app has one, and create-app's is there. */
const LEFT_OUT = /-sandbox$|^@plumbline\/plugin-permission-/;

/** An app that create-app made, with the packed plugins installed and one line for each in the backend. */
export class AdopterApp {
  readonly root: string;
  readonly #packed: Packed[];

  constructor(scratch: string, packed: Packed[]) {
    this.root = join(scratch, 'app');
    this.#packed = packed.filter(({ name }) => !LEFT_OUT.test(name));
  }

  async create(): Promise<void> {
    process.env.BACKSTAGE_APP_NAME = 'adopter';
    const target = ['--path', this.root, '--skip-install'];
    await run('/', 'npm', 'exec', '--yes', '--', CREATE_APP, ...target);
    this.#useArchives();
    this.#edit('.yarnrc.yml', text =>
      text.replace(/^npmMinimalAgeGate: .*$/m, 'npmMinimalAgeGate: 0'),
    );
    this.#depend('app', FRONTEND);
    this.#depend('backend', BACKEND);
    const lines = this.#names(BACKEND).map(backendLine);
    this.#edit('packages/backend/src/index.ts', text =>
      text.replace('backend.start();', `${lines.join('\n')}\nbackend.start();`),
    );
    await this.#addLegacyApp();
    await this.#write(
      'packages/app/src/everyEntry.ts',
      everyEntry(this.#packed.filter(({ role }) => FRONTEND.test(role))),
    );
    await run(this.root, 'yarn', 'install');
  }

  /** As create-app has it: declarations of others are not judged; what ours import is looked at in the archives. */
  async typeCheck(): Promise<void> {
    await run(this.root, 'yarn', 'tsc', '--noEmit');
  }

  async buildPages(): Promise<void> {
    await run(this.root, 'yarn', 'workspace', 'app', 'build');
  }

  async buildLegacyPages(): Promise<void> {
    await run(this.root, 'yarn', 'workspace', 'legacy', 'build');
  }

  /** The bundle, unpacked where its dependencies are. */
  async buildBackend(): Promise<void> {
    await run(this.root, 'yarn', 'build:backend');
    const bundle = 'packages/backend/dist/bundle.tar.gz';
    await run(this.root, 'tar', '-xzf', bundle);
  }

  #names(role: RegExp): string[] {
    return this.#packed
      .filter(plugin => role.test(plugin.role))
      .map(({ name }) => name);
  }

  /** The archives for the registry that does not have them yet, and what this repository pins for all packages. */
  #useArchives(): void {
    const ours = JSON.parse(readText('package.json'));
    this.#editJson('package.json', manifest => ({
      ...manifest,
      resolutions: {
        ...ours.resolutions,
        ...Object.fromEntries(
          this.#packed.map(({ name, archive }) => [name, `file:${archive}`]),
        ),
      },
      dependenciesMeta: ours.dependenciesMeta,
    }));
  }

  #depend(workspace: string, role: RegExp): void {
    this.#editJson(`packages/${workspace}/package.json`, manifest => ({
      ...manifest,
      dependencies: {
        ...manifest.dependencies,
        ...Object.fromEntries(this.#names(role).map(name => [name, '*'])),
      },
    }));
  }

  async #addLegacyApp(): Promise<void> {
    const folder = join(this.root, 'packages/legacy');
    await mkdir(join(folder, 'src'), { recursive: true });
    await cp(join(this.root, 'packages/app/public'), join(folder, 'public'), {
      recursive: true,
    });
    const { dependencies } = JSON.parse(
      readFileSync(join(this.root, 'packages/app/package.json'), 'utf8'),
    );
    await this.#write(
      'packages/legacy/package.json',
      JSON.stringify({
        name: 'legacy',
        version: '0.0.0',
        private: true,
        bundled: true,
        backstage: { role: 'frontend' },
        scripts: { build: 'backstage-cli package build' },
        dependencies: {
          ...dependencies,
          '@backstage/app-defaults': '^1.7.0',
          '@backstage/core-app-api': '^1.20.0',
        },
      }),
    );
    await this.#write('packages/legacy/src/index.tsx', LEGACY_APP);
  }

  async #write(path: string, text: string): Promise<void> {
    writeFileSync(join(this.root, path), `${text}\n`);
  }

  #edit(path: string, change: (text: string) => string): void {
    const file = join(this.root, path);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  }

  #editJson(
    path: string,
    change: (manifest: { dependencies?: Record<string, string> }) => object,
  ): void {
    this.#edit(path, text => JSON.stringify(change(JSON.parse(text)), null, 2));
  }
}
