import { Link } from '@backstage/core-components';
import { ClusterFreezes } from '@plumbline/plugin-odoo-common';
import { ReactNode } from 'react';

const SOURCES = (
  <Link underline="always" to="/sources">
    Sources
  </Link>
);

/** What brings a cluster back to kept, where that is for people to do. */
export function FreezesAction({
  state,
  freezes: { cluster, controller, file },
}: {
  state: ClusterFreezes['state'];
  freezes: Pick<ClusterFreezes, 'cluster' | 'controller' | 'file'>;
}) {
  const why =
    controller === 'flux'
      ? `why the Kustomization that applies clusters/${cluster} does not bring it back, or why its CronJob freezes does not run`
      : `why the Application that applies clusters/${cluster} does not bring it back: sync it, and look who changed the project by hand`;
  const actions: Record<ClusterFreezes['state'], ReactNode> = {
    kept: undefined,
    partly: 'Open any change of each of them, and apply it.',
    published: <>Whether anybody looks at the cluster: {SOURCES}.</>,
    'not-kept': (
      <>
        Approve nothing into a freeze there until it is kept. Look {why}. What
        was seen of the cluster: {SOURCES}.
      </>
    ),
    failed: `The portal tries again by itself every few seconds. Look whether it may push ${file}, and who holds it back.`,
    unknown: <>Whether Git and the cluster can be reached: {SOURCES}.</>,
    'not-published':
      'Until that is set, only what comes through the portal keeps freezes.',
  };
  const action = actions[state];
  return action ? <div>{action}</div> : null;
}
