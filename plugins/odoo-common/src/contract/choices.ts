import { z } from 'zod';
import { tierSchema } from '../environment/stage';

/**
 * `GET /choices`: what the forms offer, from the platform configuration and the registry.
 * Only tenants that the caller may read are listed.
 */
export const choicesSchema = z.object({
  tenants: z.array(
    z.object({
      name: z.string(),
      owner: z.string(),
      stages: z.array(z.string()),
    }),
  ),
  /** `<tenant>/<stage>` of the environments whose changes the caller may propose. */
  changeable: z.array(z.string()),
  regions: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      pairedRegion: z.string().optional(),
      timeZone: z.string(),
    }),
  ),
  series: z.array(z.object({ name: z.string(), supportEnds: z.string() })),
  releases: z.array(
    z.object({
      version: z.string(),
      series: z.string(),
      schemaClass: z.string(),
      releasedAt: z.string(),
    }),
  ),
  tiers: z.array(
    z.object({
      tier: tierSchema,
      title: z.string(),
      rto: z.string().optional(),
      rpo: z.string().optional(),
      approvals: z.object({ production: z.int(), other: z.int() }),
    }),
  ),
  tenancies: z.array(z.string()),
  databases: z.array(z.string()),
  domains: z.array(z.string()),
});
export type Choices = z.infer<typeof choicesSchema>;
