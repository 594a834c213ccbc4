import { z } from 'zod';
import { observationSchema } from '../health/observation';

/**
 * `running`: nobody has seen it well yet; `failed`: it never became healthy, or fell ill or was rolled back while it was
 * watched;
 * `replaced`: another release came before this one was verified.
 */
export const DEPLOYMENT_OUTCOMES = [
  'running',
  'verified',
  'failed',
  'replaced',
  'unknown',
] as const;

/** For how long after its verification, at least, a deployment can still turn out to have failed, milliseconds. */
export const CONTINUITY_MS = 24 * 60 * 60 * 1000;

/** What one probe said when the business-continuity check was made. */
export const continuitySignalSchema = observationSchema
  .pick({ probe: true, status: true, summary: true, link: true })
  .extend({
    /** Absent: nobody has observed it. */
    observedAt: z.iso.datetime().optional(),
    /** What was asked, in the words of whoever was asked. */
    query: z.string().optional(),
  });
/** Status as it counts: stale is unknown. */
export type ContinuitySignal = z.infer<typeof continuitySignalSchema>;

/** A release came to an environment: once for each change that brought one. */
export const deploymentSchema = z.object({
  environment: z.string(),
  release: z.string(),
  from: z.string().optional(),
  /** Absent: it came without a change of the portal. */
  change: z.string().optional(),
  kind: z.enum(['create', 'update', 'promote', 'roll-back', 'unledgered']),
  appliedAt: z.iso.datetime(),
  outcome: z.enum(DEPLOYMENT_OUTCOMES),
  verifiedAt: z.iso.datetime().optional(),
  /** Since when nobody can tell how it does; the time until somebody can does not count as verified. */
  unseenSince: z.iso.datetime().optional(),
  /** Since when somebody can tell again; what was not seen before that is accounted for in `verifiedAt`. */
  seenSince: z.iso.datetime().optional(),
  failedAt: z.iso.datetime().optional(),
  /** Deciding probe and its words, or why its change did not arrive. */
  because: z.string().optional(),
  /** Of a failed one: when the environment was well again, with whatever release. */
  restoredAt: z.iso.datetime().optional(),
  /**
   * The business-continuity check at the end of the time in which it is watched: what of approvals, postings and
   * queues was compared with which baseline. `not-judged`: nobody observes approvals or postings there, there is too
   * little history of the same phase of the month, or they are low in a way that a holiday or chance would explain.
   */
  continuity: z.object({
    verdict: z.enum(['pending', 'ok', 'failed', 'not-judged']),
    until: z.iso.datetime().optional(),
    summary: z.string(),
    /** What it rests on; absent as long as it is pending, and of what was judged before this was kept. */
    signals: z.array(continuitySignalSchema).optional(),
  }),
});
export type Deployment = z.infer<typeof deploymentSchema>;
