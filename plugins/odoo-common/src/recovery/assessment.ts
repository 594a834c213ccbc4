import { z } from 'zod';
import { tierSchema } from '../environment/stage';
import { evidenceStateSchema } from '../health/verdict';

/** What may happen; each loses its own amount of data. */
export const LOSS_SCENARIOS = [
  'component',
  'region',
  'corruption',
  'tenant',
] as const;
export const lossScenarioSchema = z.enum(LOSS_SCENARIOS);
export type LossScenario = z.infer<typeof lossScenarioSchema>;

export const RECOVERY_TERMS = [
  'restoreProof',
  'rpo',
  'offsiteAndImmutable',
  'failoverPath',
  'runbookDrill',
  'alerting',
] as const;
export const recoveryTermSchema = z.enum(RECOVERY_TERMS);
export type RecoveryTerm = z.infer<typeof recoveryTermSchema>;

/** `missed`: measured, and worse than the target. `none`: nothing can be restored. */
export const OBJECTIVE_STATES = [
  'met',
  'missed',
  'none',
  'unknown',
  'not-demanded',
] as const;

const objectiveSchema = z.object({
  state: z.enum(OBJECTIVE_STATES),
  seconds: z.number().nullable(),
  targetSeconds: z.number().nullable(),
  /** One sentence: what this rests on. */
  summary: z.string(),
});
export type Objective = z.infer<typeof objectiveSchema>;

export const termResultSchema = z.object({
  term: recoveryTermSchema,
  weight: z.number(),
  /** 0 to 1. */
  value: z.number(),
  /** `unknown` counts 0 and is said so; `exempted` earns nothing and is drawn hatched. */
  state: z.enum(['measured', 'unknown', 'exempted']),
  summary: z.string(),
});
export type TermResult = z.infer<typeof termResultSchema>;

export const capSchema = z.object({
  cap: z.number(),
  reason: z.string(),
});

export const lossSchema = z.object({
  /** Points of the score that this costs. */
  points: z.number(),
  what: z.string(),
  /** The action that regains them. */
  action: z.string(),
});

export const recoveryAssessmentSchema = z.object({
  /** null with `not-applicable`: outside averages. */
  score: z.number().min(0).max(100).nullable(),
  applies: z.boolean(),
  tier: tierSchema,
  terms: z.array(termResultSchema),
  caps: z.array(capSchema),
  /** The three largest. */
  losses: z.array(lossSchema),
  /** In a few words, for lists. */
  weakestLink: z.string(),
  rpo: z.record(lossScenarioSchema, objectiveSchema),
  rto: objectiveSchema,
  /** The newest moment that database and filestore can both be brought back to; null: none. */
  restorableTo: z.iso.datetime().nullable(),
  /** "restorable to 14:05, proven by a restore on 3 November, 22 minutes": never more than was proven. */
  claim: z.string(),
  /** Controller's claim against the store's truth. */
  disagreements: z.array(z.string()),
  evidence: evidenceStateSchema,
  observedAt: z.iso.datetime().nullable(),
  /** When the next restore test is due; null: never. */
  testDueAt: z.iso.datetime().nullable(),
  /** The earliest moment at which this must be judged again. */
  reassessAt: z.iso.datetime().nullable(),
});
export type RecoveryAssessment = z.infer<typeof recoveryAssessmentSchema>;
