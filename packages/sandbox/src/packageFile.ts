import { dirname, join } from 'node:path';

/** Path of a file of this package, wherever its code was compiled to. */
export function packageFile(...path: string[]): string {
  return join(dirname(require.resolve('sandbox/package.json')), ...path);
}
