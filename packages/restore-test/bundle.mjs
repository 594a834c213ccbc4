// Makes the one file that the image runs: node bundle.mjs [FILE]
import { build } from 'esbuild';

await build({
  entryPoints: [new URL('src/main.ts', import.meta.url).pathname],
  outfile:
    process.argv[2] ?? new URL('dist/main.cjs', import.meta.url).pathname,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  // An optional native binding of `pg`, which is not used.
  external: ['pg-native'],
});
