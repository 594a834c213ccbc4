import { Platform } from '@plumbline/plugin-odoo-common';
import { RenderedFile } from '../render/renderEnvironment';
import { fluxFreezesPath, renderFluxFreezes } from './fluxFreezes';
import { FreezesInput } from './freezes';
import { renderSyncWindows, syncWindowsPath } from './syncWindows';

type Cluster = Platform['clusters'][number];

/** The file by which the controller of a cluster keeps freezes. */
export const freezesPath = ({ name, gitops }: Cluster): string =>
  gitops === 'flux' ? fluxFreezesPath(name) : syncWindowsPath(name);

/** Why a cluster's controller cannot keep freezes; undefined: it can. */
export function freezesProblem(
  { restoreTest }: Pick<Platform, 'restoreTest'>,
  { gitops }: Cluster,
): string | undefined {
  return gitops === 'flux' && !restoreTest
    ? 'Flux has no windows; what suspends it in a freeze runs in the image of restore tests: set odoo.platform.restoreTest'
    : undefined;
}

/** @throws Error where `freezesProblem` has one */
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
