import { z } from 'zod';
import { EnvironmentRef } from '../environment/ref';
import { stageSchema, Tier, tierSchema } from '../environment/stage';
import { dnsLabel } from '../validation/names';

/** An ordered group of environments that a release reaches together. */
export const ringSchema = z.strictObject({
  name: dnsLabel(40),
  title: z.string().min(1).max(80),
  /** Absent: of every stage, tier or tenant. All that are there must match. */
  stages: z.array(stageSchema).min(1).optional(),
  tiers: z.array(tierSchema).min(1).optional(),
  tenants: z.array(dnsLabel(63)).min(1).optional(),
  /** For how long a release must have been verified in this ring before it goes on to the next. */
  soak: z.iso.duration().default('P1D'),
  /** So many environments of the ring may fail with a release before nobody else gets it. */
  failureBudget: z.int().min(0).max(1000).default(0),
});
export type Ring = z.infer<typeof ringSchema>;

/** In the order in which a release travels; each environment belongs to the first that matches it. */
export const ringsSchema = z
  .array(ringSchema)
  .min(1)
  .max(20)
  .refine(
    rings => new Set(rings.map(({ name }) => name)).size === rings.length,
    'must not repeat a name',
  );

export const DEFAULT_RINGS: z.input<typeof ringsSchema> = [
  {
    name: 'development',
    title: 'Development and QA',
    stages: ['dev', 'qa'],
    soak: 'PT1H',
    failureBudget: 2,
  },
  {
    name: 'staging',
    title: 'Staging',
    stages: ['staging', 'pre-production'],
    soak: 'P1D',
    failureBudget: 1,
  },
  {
    name: 'production',
    title: 'Production, departmental and operations',
    stages: ['production'],
    tiers: [2, 3],
    soak: 'P2D',
    failureBudget: 1,
  },
  {
    name: 'critical',
    title: 'Production, finance and payroll',
    soak: 'P2D',
    failureBudget: 0,
  },
];

/** The ring of an environment; undefined: no ring takes it in, and no release may be promoted to it. */
export function ringOf(
  rings: readonly Ring[],
  { tenant, stage }: EnvironmentRef,
  tier: Tier,
): Ring | undefined {
  return rings.find(
    ring =>
      (!ring.stages || ring.stages.includes(stage)) &&
      (!ring.tiers || ring.tiers.includes(tier)) &&
      (!ring.tenants || ring.tenants.includes(tenant)),
  );
}
