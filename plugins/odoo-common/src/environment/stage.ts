import { z } from 'zod';

/** In the order a release travels. */
export const STAGES = [
  'dev',
  'qa',
  'staging',
  'pre-production',
  'production',
] as const;
export const stageSchema = z.enum(STAGES);
export type Stage = z.infer<typeof stageSchema>;

export const TENANCIES = ['dedicated', 'shared', 'hybrid'] as const;
export const tenancySchema = z.enum(TENANCIES);
export type Tenancy = z.infer<typeof tenancySchema>;

/** Criticality: 1 is finance, payroll, procurement; 4 is a sandbox that is rebuilt, not restored. */
export const tierSchema = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
]);
export type Tier = z.infer<typeof tierSchema>;
/** The strictest first. */
export const TIERS = [1, 2, 3, 4] as const satisfies readonly Tier[];

export const BUSINESS_SERVICES = [
  'finance',
  'payroll',
  'procurement',
  'project-controls',
  'field-operations',
  'plant-and-equipment',
  'human-resources',
  'reporting',
] as const;
export const businessServiceSchema = z.enum(BUSINESS_SERVICES);
export type BusinessService = z.infer<typeof businessServiceSchema>;
