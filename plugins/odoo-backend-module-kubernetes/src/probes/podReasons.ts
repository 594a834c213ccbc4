import {
  ContainerRecord,
  PodRecord,
  conditionWords,
  findCondition,
} from '../records';
import { shorten } from '../words';

interface Reason {
  /** Pods with the same words are told together. */
  words: string;
  restarts: number;
}

const PULL_FAILURES = ['ImagePullBackOff', 'ErrImagePull', 'InvalidImageName'];
/** On the way, nothing wrong yet. */
const STARTING = ['PodInitializing', 'ContainerCreating'];

export function failsToPull({ state }: ContainerRecord): boolean {
  const reason = state.waiting?.reason;
  return reason !== undefined && PULL_FAILURES.includes(reason);
}

export function isReady(pod: PodRecord): boolean {
  return findCondition(pod.conditions, 'Ready')?.status === 'True';
}

/** Why pods are not ready, in the words of Kubernetes: `OOMKilled x14`, `unschedulable: 0/3 nodes ...`. */
export function explainPods(pods: readonly PodRecord[]): string {
  const byWords = new Map<string, { pods: number; restarts: number }>();
  for (const pod of pods.filter(candidate => !isReady(candidate))) {
    const { words, restarts } = explainPod(pod);
    const known = byWords.get(words) ?? { pods: 0, restarts: 0 };
    byWords.set(words, {
      pods: known.pods + 1,
      restarts: known.restarts + restarts,
    });
  }
  return [...byWords]
    .map(([words, { pods: count, restarts }]) => {
      const times = restarts > 0 ? ` x${restarts}` : '';
      return `${words}${times}${count > 1 ? ` in ${count} pods` : ''}`;
    })
    .join(', ');
}

function explainPod(pod: PodRecord): Reason {
  const scheduled = findCondition(pod.conditions, 'PodScheduled');
  if (scheduled?.status === 'False') {
    return plain(`unschedulable: ${shorten(conditionWords(scheduled))}`);
  }
  if (pod.phase === 'Failed') {
    return plain(
      shorten(`${pod.reason ?? 'failed'}: ${pod.message ?? 'no message'}`),
    );
  }
  const broken = [...pod.initContainers, ...pod.containers]
    .map(explainContainer)
    .find(reason => reason !== undefined);
  if (broken) return broken;
  const started = pod.containers.some(({ state }) => state.running);
  return plain(started ? 'running but not ready' : 'starting');
}

function explainContainer(container: ContainerRecord): Reason | undefined {
  const { state, lastState, restartCount = 0, name, image } = container;
  const ended = state.terminated ?? lastState.terminated;
  // The kill matters more than the back-off that follows it.
  if (ended?.reason === 'OOMKilled' && !container.ready) {
    return { words: 'OOMKilled', restarts: Math.max(1, restartCount) };
  }
  const waiting = state.waiting?.reason;
  if (waiting === undefined) {
    return state.terminated && state.terminated.exitCode !== 0
      ? {
          words: exit('ended', state.terminated, name),
          restarts: restartCount,
        }
      : undefined;
  }
  if (STARTING.includes(waiting)) return undefined;
  if (failsToPull(container)) {
    return plain(`${waiting}: ${image ?? name}`);
  }
  if (waiting === 'CrashLoopBackOff') {
    return {
      words: exit(waiting, ended, name),
      restarts: restartCount,
    };
  }
  return plain(shorten(`${waiting}: ${state.waiting?.message ?? name}`));
}

/** With the last line of what the container said of its end: the lines before lead to it. */
function exit(
  word: string,
  ended: ContainerRecord['state']['terminated'],
  container: string,
): string {
  const { exitCode, message = '' } = ended ?? {};
  const how =
    exitCode === undefined
      ? `${word} (${container})`
      : `${word} (${container}, exit code ${exitCode})`;
  const last = message.trim().split('\n').at(-1);
  return last ? `${how}: ${shorten(last)}` : how;
}

function plain(words: string): Reason {
  return { words, restarts: 0 };
}
