import {
  Environment,
  Expectation,
  ObjectReference,
  ProbeId,
} from '@plumbline/plugin-odoo-common';
import {
  KINDS,
  KindId,
  KindRecords,
  Listings,
  Time,
  apiVersion,
} from '../records';
import { Warnings } from '../events';
import { Finding } from './Finding';

/** What a run knows about the cluster itself. */
export interface ClusterFacts {
  version?: string;
  /** How long the API server took for its first answer, connection included. */
  latencyMs: number;
  /** Milliseconds by which the cluster's clock is ahead of ours; 0 where they agree. */
  skewMs: number;
  /** When each minor version of Kubernetes ceases to be supported. */
  support: ReadonlyMap<string, Time>;
  argoCdUrl?: string;
}

/** One environment, everything found for it, and the moment it is judged at. */
export interface Subject {
  environment: Environment;
  expectation: Expectation;
  listings: Listings;
  warnings: Warnings;
  cluster: ClusterFacts;
  /** The later of our clock and the cluster's, so that neither makes evidence younger than it is. */
  now: Time;
}

/** When the plan was committed, by the cluster's clock. */
export function committedAt({ environment, cluster }: Subject): Time {
  return Date.parse(environment.revision.at) + cluster.skewMs;
}

export interface Probe {
  id: ProbeId;
  /** Kinds without which the probe can say nothing: not installed makes it unknown, not listed makes it absent. */
  needs(expectation: Expectation): readonly KindId[];
  /** Kinds that can change the answer: not listed makes the probe absent, not installed means that there are none. */
  consults?(expectation: Expectation): readonly KindId[];
  /** Kinds that only add words: not listed costs the words. */
  mentions?(expectation: Expectation): readonly KindId[];
  /** Undefined: nothing that this collector could tell, such as about a database outside the cluster. */
  assess(subject: Subject): Finding | undefined;
}

export function reference(
  kind: KindId,
  namespace: string,
  name: string,
): ObjectReference {
  const { kind: objectKind } = KINDS[kind];
  return {
    apiVersion: apiVersion(KINDS[kind]),
    kind: objectKind,
    namespace,
    name,
  };
}

/** A planned object of the environment's namespace: the record, or the finding that it is absent or cannot be read. */
export function planned<K extends KindId>(
  { expectation, listings }: Subject,
  kind: K,
  name: string,
  namespace: string = expectation.namespace,
): { record: KindRecords[K] } | { finding: Finding } {
  const record = listings.find(kind, namespace, name);
  if (record) return { record };
  const object = reference(kind, namespace, name);
  const error = listings.unreadable(kind, namespace, name);
  if (error) {
    return {
      finding: {
        status: 'unknown',
        summary: `${object.kind} ${name} could not be read: ${error}`,
        object,
      },
    };
  }
  return {
    finding: {
      status: 'critical',
      summary: `${object.kind} ${name} is planned and does not exist in namespace ${namespace}`,
      object,
    },
  };
}
