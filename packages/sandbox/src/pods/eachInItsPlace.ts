import type { Pod, PodRuntime } from '../controllers';

/** Several runtimes as one: a pod is run by the first that says it does. */
export function eachInItsPlace(...runtimes: readonly PodRuntime[]): PodRuntime {
  const of = (pod: Pod) => runtimes.find(runtime => runtime.runs(pod));
  return {
    runs: pod => of(pod) !== undefined,
    admit: pod => of(pod)?.admit(pod) ?? true,
    run: (pod, container, restart, store) =>
      of(pod)?.run(pod, container, restart, store),
    end: uid => runtimes.forEach(runtime => runtime.end(uid)),
    log: request => {
      for (const runtime of runtimes) {
        const text = runtime.log(request);
        if (text !== undefined) return text;
      }
      return undefined;
    },
  };
}
