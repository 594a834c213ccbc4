import type { BaseBackups } from './baseBackups';
import type { PodRuntime } from './podRuntime';
import type { Pod } from './runtime';

/** How a program fails; times since a start of its container, in milliseconds. */
export interface Crash {
  first: number;
  /** When it was started again. */
  again: number;
  /** Its last words. */
  message: string;
}

/**
 * What lies outside a cluster and decides what happens inside: controllers ask, the world
 * answers. Nothing here knows of health or verdicts.
 */
export interface OutsideWorld {
  registry: {
    /** Whether an image (by digest) can be pulled. */
    has(image: string): boolean;
  };
  load: {
    /** Memory in MiB that the users of a pod make its main container need. */
    memoryMiB(pod: Pod, now: Date): number | undefined;
    /** When that will be another amount, if it is known to change. */
    nextChange(pod: Pod, now: Date): Date | undefined;
    /**
     * CPU that all pods of a workload together need, in percent of what one of them requests; undefined: as
     * little as can be.
     */
    cpuPercent(
      labels: Readonly<Record<string, string>>,
      now: Date,
    ): number | undefined;
    /** What the readiness probe of a running pod fails with, if it does. */
    probeFailure(pod: Pod): string | undefined;
    /** How the program of a pod's main container ends by itself, if it does. */
    crash(pod: Pod): Crash | undefined;
  };
  backups: BaseBackups;
  pods: PodRuntime;
  certificateAuthority: {
    /** Why no certificate is issued for a domain at a moment, if so. */
    refusal(domain: string, now: Date): string | undefined;
  };
  vault: {
    /** A secret's value, if the vault holds it. */
    read(vaultUrl: string, key: string): string | undefined;
  };
}
