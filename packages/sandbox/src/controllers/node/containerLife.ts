import type { Crash } from '../outsideWorld';
import type { Container, ContainerState } from '../runtime';
import { timestamp } from '../../kubernetes/store/prepare';
import { backOff, BACK_OFF_RESET, TIMING } from './timing';

/** Where a container is; times in milliseconds of the epoch. */
export type ContainerPhase =
  | { kind: 'pulling'; until: number }
  | { kind: 'unpullable'; failedAt: number; retryAt: number; attempts: number }
  | { kind: 'misconfigured'; message: string; retryAt: number }
  | { kind: 'running'; startedAt: number; endsAt?: number; killed: boolean }
  | { kind: 'backing-off'; until: number; delay: number }
  | { kind: 'ended'; state: NonNullable<ContainerState['terminated']> };

export interface ContainerLife {
  image: string;
  restartCount: number;
  /** Crashes in a row; a long run resets it. */
  crashes: number;
  pullAttempts: number;
  lastState: ContainerState;
  phase: ContainerPhase;
}

/** What a container meets when it wants to run. */
export interface ContainerFacts {
  container: Container;
  pullable: boolean;
  pullDuration: number;
  /** Why its environment cannot be made, if so. */
  configError: string | undefined;
  /** It is meant to end: a Job's container, an init container. Milliseconds. */
  completesAfter: number | undefined;
  /** Its memory does not suffice: it is killed this long after its start. Milliseconds. */
  memoryLastsFor: number | undefined;
  /** Its program fails by itself. */
  crash: Crash | undefined;
  /** It is a real process, which has ended; code, and when in milliseconds of the epoch. */
  exit?: { code: number; at: number };
  restart: 'Always' | 'OnFailure' | 'Never';
}

/** What an operator would read about a step, in kubelet's words. */
export type Step =
  | 'Pulling'
  | 'Pulled'
  | 'Failed'
  | 'BackOffPull'
  | 'Started'
  | 'OOMKilling'
  | 'BackOff';

export function newLife(facts: ContainerFacts, now: number): ContainerLife {
  return {
    image: facts.container.image,
    restartCount: 0,
    crashes: 0,
    pullAttempts: 0,
    lastState: {},
    phase: { kind: 'pulling', until: now + facts.pullDuration },
  };
}

/** When the life goes on by itself; undefined when only a change from outside moves it. */
export function nextStepAt({ phase }: ContainerLife): number | undefined {
  switch (phase.kind) {
    case 'pulling':
    case 'backing-off':
      return phase.until;
    case 'unpullable':
    case 'misconfigured':
      return phase.retryAt;
    case 'running':
      return phase.endsAt;
    default:
      return undefined;
  }
}

function started(life: ContainerLife, facts: ContainerFacts, at: number) {
  if (facts.configError) {
    const retryAt = at + TIMING.mountRetry;
    life.phase = { kind: 'misconfigured', message: facts.configError, retryAt };
    return;
  }
  life.phase = { kind: 'running', startedAt: at, killed: false };
  expectEnd(life, facts, at);
}

/** When its program ends by itself. */
function completionOf(
  { startedAt, endsAt }: Extract<ContainerPhase, { kind: 'running' }>,
  restartCount: number,
  { completesAfter, crash, exit }: ContainerFacts,
  now: number,
): number | undefined {
  if (crash) {
    const runs = restartCount === 0 ? crash.first : crash.again;
    // What has run for long when its program begins to fail ends now, not in the past.
    return endsAt ?? Math.max(startedAt + runs, now);
  }
  return completesAfter === undefined ? exit?.at : startedAt + completesAfter;
}

/** Sets when a running container ends: at once known for a task, for memory as load demands. */
export function expectEnd(
  life: ContainerLife,
  facts: ContainerFacts,
  now: number,
): void {
  const { phase } = life;
  if (phase.kind !== 'running') return;
  const { memoryLastsFor } = facts;
  const completes = completionOf(phase, life.restartCount, facts, now);
  if (memoryLastsFor === undefined) {
    life.phase = { ...phase, endsAt: completes, killed: false };
    return;
  }
  if (phase.killed) return;
  // Load that rises while the container runs kills it from then on, not in the past.
  const full = Math.max(
    phase.startedAt + memoryLastsFor,
    phase.startedAt === now ? 0 : now + memoryLastsFor,
  );
  const killed = completes === undefined || full < completes;
  life.phase = { ...phase, endsAt: killed ? full : completes, killed };
}

/** An init container that goes on beside the others. */
export const isSidecar = ({ restartPolicy }: Container) =>
  restartPolicy === 'Always';

/** What an init container lets the next one begin by: its success, or just running when it is a sidecar. */
export function letsNextBegin(
  container: Container,
  { phase }: ContainerLife,
): boolean {
  if (phase.kind === 'ended') return phase.state.exitCode === 0;
  return isSidecar(container) && phase.kind === 'running';
}

export const hasEnded = ({ phase }: ContainerLife) => phase.kind === 'ended';

function exitCodeOf(killed: boolean, { crash, exit }: ContainerFacts): number {
  if (killed) return 137;
  return crash ? 1 : exit?.code ?? 0;
}

function reasonOf(exitCode: number, killed: boolean): string {
  if (killed) return 'OOMKilled';
  return exitCode === 0 ? 'Completed' : 'Error';
}

/** The pod's work is done: what only ran beside it ends too. */
export function endBeside(life: ContainerLife, now: number): void {
  const { phase } = life;
  if (phase.kind !== 'running') return;
  const state = {
    exitCode: 0,
    reason: 'Completed',
    startedAt: timestamp(new Date(phase.startedAt)),
    finishedAt: timestamp(new Date(now)),
  };
  life.phase = { kind: 'ended', state };
}

function ended(life: ContainerLife, facts: ContainerFacts, at: number): void {
  const { phase } = life;
  if (phase.kind !== 'running') return;
  const crash = phase.killed ? undefined : facts.crash;
  const exitCode = exitCodeOf(phase.killed, facts);
  const failed = exitCode !== 0;
  const terminated = {
    exitCode,
    reason: reasonOf(exitCode, phase.killed),
    ...(crash && { message: crash.message }),
    startedAt: timestamp(new Date(phase.startedAt)),
    finishedAt: timestamp(new Date(at)),
  };
  const again =
    facts.restart === 'Always' || (facts.restart === 'OnFailure' && failed);
  if (!again) {
    life.phase = { kind: 'ended', state: terminated };
    return;
  }
  const longRun = at - phase.startedAt >= BACK_OFF_RESET;
  life.crashes = longRun ? 1 : life.crashes + 1;
  life.lastState = { terminated };
  const delay = backOff(life.crashes);
  life.phase = { kind: 'backing-off', until: at + delay, delay };
}

/** Takes one step that is due; answers what to tell about it. Changes the life in place. */
export function takeStep(life: ContainerLife, facts: ContainerFacts): Step[] {
  const { phase } = life;
  const at = nextStepAt(life) ?? 0;
  switch (phase.kind) {
    case 'pulling': {
      if (facts.pullable) {
        life.pullAttempts = 0;
        started(life, facts, at);
        return ['Pulled', 'Started'];
      }
      life.pullAttempts += 1;
      const attempts = life.pullAttempts;
      const retryAt = at + backOff(attempts);
      life.phase = { kind: 'unpullable', failedAt: at, retryAt, attempts };
      return ['Failed', 'BackOffPull'];
    }
    case 'unpullable':
      life.phase = { kind: 'pulling', until: at + TIMING.pullFound };
      return ['Pulling'];
    case 'misconfigured':
      started(life, facts, at);
      return facts.configError ? [] : ['Started'];
    case 'backing-off':
      life.restartCount += 1;
      started(life, facts, at);
      return ['Started'];
    case 'running': {
      const { killed } = phase;
      ended(life, facts, at);
      return killed ? ['OOMKilling', 'BackOff'] : [];
    }
    default:
      return [];
  }
}
