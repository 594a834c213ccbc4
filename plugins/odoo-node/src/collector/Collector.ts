import {
  Environment,
  Observation,
  ObservedFreezes,
  ProbeId,
  RecoveryFact,
  SourceProblemInput,
} from '@plumbline/plugin-odoo-common';

/** Something upstream that is read as a whole: a cluster, a subscription, a storage account. */
export interface CollectionScope {
  /** URL-safe, stable: names the scope in the API, in tasks and in observations. */
  slug: string;
  title: string;
  /** Why nothing can be collected here; the scope is listed in Sources and never run. */
  notAvailable?: string;
  /** Whether the environment's evidence comes from this scope. */
  covers(environment: Environment): boolean;
  /** It tells also of environments whose file is malformed, by name: it judges the repository itself. */
  coversMalformed?: boolean;
}

/** An observation before the read model stamps it with area and expiry. */
export type CollectedObservation = Omit<
  Observation,
  'area' | 'expiresAt' | 'observedAt' | 'source'
> & {
  environment: { tenant: string; stage: string };
  /** The object behind the observation. */
  object?: Observation['source']['object'];
};

/** What a collector tells about the recovery of one environment; the read model stamps its times. */
export interface CollectedRecoveryFact {
  environment: { tenant: string; stage: string };
  fact: RecoveryFact;
}

export interface Collection {
  observations: CollectedObservation[];
  /** A fact that could not be read is absent, so that the last one ages. */
  recovery?: CollectedRecoveryFact[];
  /** What the cluster shows of freezes in Git; absent: nobody could look, so that the last look ages. */
  freezes?: ObservedFreezes;
  /** When the upstream state was read: all observations of one run carry it. */
  observedAt: Date;
  upstreamCalls: number;
  /**
   * What failed or was not there. Any problem makes the run `partial`; observations that
   * depended on it must be absent, so that the last ones age, or `unknown`.
   */
  problems: SourceProblemInput[];
  /**
   * The scope as a whole could not be read: the run has failed. What it observed tells of that alone,
   * everything else is left to age.
   */
  failure?: string;
}

/**
 * Reads one kind of source. The number of upstream calls depends on the scope, not on the number of
 * environments in it. A thrown error fails the run and leaves the last observations in place.
 */
export interface Collector {
  readonly id: string;
  /** What it can tell; a probe that no collector claims is `not-collected`. */
  readonly probes: readonly ProbeId[];
  /** Seconds between runs, and the limit of one; the limit is under half of the shortest time to live it feeds. */
  readonly schedule: { frequencySeconds: number; timeoutSeconds: number };
  /**
   * It says the same for days: a run judges again only those environments of which it says something else. The
   * others are judged when their verdict is due.
   */
  readonly steady?: boolean;
  scopes(): Promise<CollectionScope[]>;
  collect(
    scope: CollectionScope,
    context: { environments: Environment[]; now: Date; signal: AbortSignal },
  ): Promise<Collection>;
}
