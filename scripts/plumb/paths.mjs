import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** What `plumb` keeps between runs; never committed. */
export const home = join(root, '.plumb');

/** Node.js and Yarn, when those of the machine do not fit. */
export const toolchain = join(home, 'toolchain');

/** The sandbox world and the portal's data within their folder: what `--fresh` removes. */
export const worldFiles = [
  'database',
  'gitops',
  'gitops.git',
  'kubeconfig',
  'sandbox.json',
  'sandbox',
  'app-config.sandbox.yaml',
];

/** Lets Node.js run the TypeScript of this repository. */
export const nodeTransform = join(
  root,
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);

/** Ends a service when `plumb` is gone. */
export const endWithParent = join(root, 'scripts/plumb/endWithParent.cjs');
