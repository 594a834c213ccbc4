import {
  environmentNamespace,
  formatEnvironmentRef,
  type EnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import type { ClusterServer } from '../../cluster';
import type { Scenario } from '../scenario';

const NAME = 'garbage-objects';

const listSchema = z.looseObject({
  items: z.array(
    z.looseObject({
      metadata: z.looseObject({ namespace: z.string().optional() }),
    }),
  ),
});

/** The objects of one namespace with a text where their status was, and beside each what is no object at all. */
function spoilt(body: string, namespace: string): string {
  const list = listSchema.safeParse(JSON.parse(body));
  if (!list.success) return body;
  const items = list.data.items.flatMap<unknown>(item =>
    item.metadata.namespace === namespace
      ? [{ ...item, status: 'see attachment' }, null, { metadata: {} }]
      : [item],
  );
  return JSON.stringify({ ...list.data, items });
}

/**
 * An operator of a version that nobody tested writes Deployments and pods of one environment that cannot be read.
 * They come among good ones, in the same lists.
 */
export function garbageObjects(
  clusters: readonly ClusterServer[],
  environment: EnvironmentRef,
): Scenario {
  const namespace = environmentNamespace(environment);
  const on = async () => {
    for (const cluster of clusters) {
      cluster.infect(NAME, ({ path, query }) =>
        /\/(pods|deployments)$/.test(path) && !query.get('watch')
          ? { rewrite: body => spoilt(body, namespace) }
          : undefined,
      );
    }
  };
  return {
    name: NAME,
    title: `Deployments and pods of ${formatEnvironmentRef(
      environment,
    )} come malformed, and with them things that are no objects`,
    on,
    async off() {
      for (const cluster of clusters) cluster.heal(NAME);
    },
    resume: on,
  };
}
