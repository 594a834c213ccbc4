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

/** Every kind of risk ahead, with its title. */
export const RISK_TITLES = {
  certificate: 'Certificate',
  secret: 'Secret',
  storage: 'Storage',
  capacity: 'Capacity',
  recovery: 'Recovery',
  'restore-test': 'Restore test',
  expiry: 'Expiry',
  'odoo-support': 'Odoo support',
  'cluster-support': 'Cluster support',
  'database-support': 'Database support',
  'azure-maintenance': 'Azure maintenance',
} as const;
export type RiskKind = keyof typeof RISK_TITLES;
const RISK_KINDS = Object.keys(RISK_TITLES) as [RiskKind, ...RiskKind[]];

/** Something that is fine now and will not be: shown beside the verdict, never mixed into it. */
export const riskSchema = z.object({
  kind: z.enum(RISK_KINDS),
  /** The probe that tells of it, when one does. */
  probe: z.enum(PROBE_IDS).optional(),
  severity: z.enum(['warning', 'critical']),
  due: z.iso.datetime(),
  summary: z.string(),
  /** Who has to act: an entity reference, or the people of the platform in words. */
  owner: z.string(),
  /** What removes it; `template` is the name of the template whose change does, when one can. */
  action: z.object({ title: z.string(), template: z.string().optional() }),
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
