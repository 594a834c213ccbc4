import { z } from 'zod';
import { PROBE_IDS } from '../probes/probes';

export const VERDICT_STATUSES = [
  'ok',
  'degraded',
  'critical',
  'unknown',
  'asleep',
  'maintenance',
] as const;
export const verdictStatusSchema = z.enum(VERDICT_STATUSES);
export type VerdictStatus = z.infer<typeof verdictStatusSchema>;

export const EVIDENCE_STATES = [
  'fresh',
  'stale',
  'missing',
  'partial',
] as const;
export const evidenceStateSchema = z.enum(EVIDENCE_STATES);
export type EvidenceState = z.infer<typeof evidenceStateSchema>;

/** Something that is fine now and will not be: shown beside the verdict, never mixed into it. */
export const riskSchema = z.object({
  probe: z.enum(PROBE_IDS),
  severity: z.enum(['warning', 'critical']),
  due: z.iso.datetime(),
  summary: z.string(),
});
export type Risk = z.infer<typeof riskSchema>;

export const verdictSchema = z.object({
  status: verdictStatusSchema,
  evidence: evidenceStateSchema,
  coverage: z.object({ collected: z.int(), required: z.int() }),
  /** The probe that decided a verdict other than ok. */
  decidedBy: z.enum(PROBE_IDS).optional(),
  /** What the deciding probe says, in a sentence. */
  summary: z.string(),
  /** The oldest evidence that the verdict rests on; absent when there is none. */
  observedAt: z.iso.datetime().optional(),
  since: z.iso.datetime().optional(),
  /** From then on it counts as unknown and stale unless it is judged again; absent when nothing was collected. */
  expiresAt: z.iso.datetime().optional(),
  riskAhead: z.array(riskSchema),
});
export type Verdict = z.infer<typeof verdictSchema>;
