import { z } from 'zod';
import { INCIDENT_CAUSES } from '../health/incidents';
import { verdictStatusSchema } from '../health/verdict';
import { listSchema, pageQuerySchema } from './list';

/** Environments that are not well for one cause; one notification each. */
export const incidentSchema = z.object({
  /** Stable while it lasts, URL-safe. */
  id: z.string(),
  cause: z.object({ kind: z.enum(INCIDENT_CAUSES), name: z.string() }),
  /** The worst of its environments. */
  status: verdictStatusSchema,
  since: z.iso.datetime(),
  summary: z.string(),
  /** `<tenant>/<stage>` of those that the caller may read, at most 20. */
  environments: z.array(z.string()),
  /** How many of them the caller may read. */
  total: z.int(),
});
export type Incident = z.infer<typeof incidentSchema>;

/** `GET /incidents?limit&cursor`, the worst first, then the most environments. */
export const incidentQuerySchema = pageQuerySchema;
export type IncidentQuery = z.infer<typeof incidentQuerySchema>;
export const incidentListSchema = listSchema(incidentSchema);
export type IncidentList = z.infer<typeof incidentListSchema>;
