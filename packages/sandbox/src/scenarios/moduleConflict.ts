import type { Pod } from '../controllers/runtime';
import type { ClusterStore } from '../kubernetes';
import type { Ailments } from '../world';
import type { Scenario } from './scenario';

const POD = { group: '', kind: 'Pod' };

export interface ModuleConflictOptions {
  stores: readonly ClusterStore[];
  ailments: Ailments;
  /** Whether a pod runs what breaks, where it breaks. */
  affects(pod: Pod): boolean;
  title: string;
}

/** A release that did well in development and staging cannot be loaded beside what one ring has configured. */
export function moduleConflict({
  stores,
  ailments,
  affects,
  title,
}: ModuleConflictOptions): Scenario {
  /** What runs already meets it, or is rid of it, at once. */
  const restart = () => {
    for (const store of stores) {
      const pods = store.list(POD) as Pod[];
      for (const { metadata } of pods.filter(affects)) {
        store.delete(POD, metadata.namespace, metadata.name);
      }
    }
  };
  const on = async () => {
    ailments.moduleConflict = true;
    restart();
  };
  return {
    name: 'module-conflict',
    title,
    on,
    async off() {
      ailments.moduleConflict = false;
      restart();
    },
    resume: on,
  };
}
