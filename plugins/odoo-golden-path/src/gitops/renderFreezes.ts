import { Platform } from '@plumbline/plugin-odoo-common';
import { RenderedFile } from '../render/renderEnvironment';
import { fluxFreezesPath, renderFluxFreezes } from './fluxFreezes';
import { FreezesInput } from './freezes';
import {
  renderSyncWindows,
  renderSyncWindowsFiles,
  syncWindowsPath,
  syncWindowsPaths,
} from './syncWindows';

type Cluster = Platform['clusters'][number];

/** The API server takes no ConfigMap above 1 MiB. */
const MAX_FLUX_BYTES = 900_000;

/** The first or only file by which the controller of a cluster keeps freezes. */
export const freezesPath = ({ name, gitops }: Cluster): string =>
  gitops === 'flux' ? fluxFreezesPath(name) : syncWindowsPath(name);

/** All files that may be there. */
export const freezesPaths = ({ name, gitops }: Cluster): string[] =>
  gitops === 'flux' ? [fluxFreezesPath(name)] : syncWindowsPaths(name);

/** Why a cluster's controller cannot keep freezes; undefined: it can. */
export function freezesProblem(
  { restoreTest }: Pick<Platform, 'restoreTest'>,
  { gitops }: Cluster,
): string | undefined {
  return gitops === 'flux' && !restoreTest
    ? 'Flux has no windows; what suspends it in a freeze runs in the image of restore tests: set odoo.platform.restoreTest'
    : undefined;
}

/** In one piece, however large. @throws Error where `freezesProblem` has one */
export function renderFreezes(
  input: FreezesInput,
  cluster: Cluster,
): RenderedFile {
  if (cluster.gitops !== 'flux') return renderSyncWindows(input);
  const { restoreTest } = input.platform;
  if (!restoreTest) {
    throw new Error(freezesProblem(input.platform, cluster));
  }
  return renderFluxFreezes(input, restoreTest.image);
}

/** In files that can be committed; undefined: there is no room for it. @throws Error where `freezesProblem` has one */
export function renderFreezesFiles(
  input: FreezesInput,
  cluster: Cluster,
): RenderedFile[] | undefined {
  if (cluster.gitops !== 'flux') return renderSyncWindowsFiles(input);
  const file = renderFreezes(input, cluster);
  return Buffer.byteLength(file.content) <= MAX_FLUX_BYTES ? [file] : undefined;
}
