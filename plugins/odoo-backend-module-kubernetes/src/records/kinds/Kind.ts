import { z } from 'zod';

/** A kind that is listed, and the one schema that reads it. */
export interface Kind<T = unknown> {
  kind: string;
  group: string;
  /** Versions that the schema can read, the best first; discovery picks one. */
  versions: readonly string[];
  plural: string;
  /** What has to be installed for the kind to exist. */
  product: string;
  schema: z.ZodType<T>;
  /**
   * Every object of an environment carries the label of its tenant, so labelled ones are all that is listed. Objects
   * that environments share, and those that operators make on their own, carry none of one tenant.
   */
  shared?: true;
}

/** `apps/v1`, or `v1` for the core group. */
export function apiVersion({ group, versions }: Kind): string {
  return group ? `${group}/${versions[0]}` : versions[0];
}
