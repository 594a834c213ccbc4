import { selectorOf } from '../manifest/labels';
import { Manifest } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import { isStopped } from './scaling';

/**
 * A node drain takes one pod of a role at a time; `maxUnavailable` rather than `minAvailable`, so
 * that a role of one pod does not block the drain. Cron may always go: an interrupted job reruns.
 */
export function disruptionBudgetComponent(context: RenderContext): Manifest[] {
  // Of no pods none is one too few.
  if (isStopped(context)) return [];
  return (['web', 'websocket'] as const).map(component => ({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataOf(context, {
      name: OBJECT_NAMES[component],
      component,
      wave: 'workloads',
    }),
    spec: {
      maxUnavailable: 1,
      // A pod that is not ready serves nobody: it must not hold up a node either.
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: selectorOf(context, component) },
    },
  }));
}
