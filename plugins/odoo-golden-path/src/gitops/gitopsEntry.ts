import { Expectation } from '@plumbline/plugin-odoo-common';
import { Manifest } from '../manifest/manifest';
import { ObjectContext } from '../manifest/objectContext';
import { argoApplication } from './argoApplication';
import { fluxKustomization } from './fluxKustomization';

type GitopsKind = Expectation['gitops']['kind'];

/** What a cluster is told to apply. */
export interface GitopsEntry {
  /** Folder relative to the GitOps repository. */
  path: string;
  /** What becomes of the applied objects when the entry leaves Git. */
  onRemoval: 'keep' | 'delete';
  /** Until everything has to run. */
  timeoutMinutes: number;
  /** Of Argo CD; absent: the platform's own. */
  project?: string;
  /** What failed is not tried again by itself: a person has to look at it first. */
  once?: boolean;
}

/**
 * Which controller applies the environment. A cluster that the platform no longer names counts as one with the
 * default: its environments must stay in the registry, where they can be seen to be unreachable.
 */
export const gitopsKindOf = ({
  platform,
  placement,
}: Pick<ObjectContext, 'platform' | 'placement'>): GitopsKind =>
  platform.clusters.find(({ name }) => name === placement.cluster)?.gitops ??
  'argo-cd';

/**
 * The object by which a cluster's controller applies a folder. It lies outside of that folder: the root of
 * the cluster applies it.
 */
export function gitopsEntry(
  context: ObjectContext,
  entry: GitopsEntry,
): Manifest {
  return gitopsKindOf(context) === 'flux'
    ? fluxKustomization(context, entry)
    : argoApplication(context, entry);
}

/** What collectors look for. */
export const gitopsExpectation = (
  context: ObjectContext,
): Expectation['gitops'] => {
  const kind = gitopsKindOf(context);
  const { gitops } = context.platform;
  return {
    kind,
    namespace: kind === 'flux' ? gitops.flux.namespace : gitops.namespace,
    name: context.name,
  };
};
