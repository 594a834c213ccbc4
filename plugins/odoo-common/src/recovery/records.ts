import { z } from 'zod';
import { plainText } from '../validation/names';
import { recoveryTermSchema } from './assessment';

/** What a person states about recovery; a second person confirms it before it counts. */
export const recoveryStatementSchema = z.discriminatedUnion('kind', [
  /** The term is left out knowingly: drawn hatched, earns nothing. */
  z.strictObject({
    kind: z.literal('exemption'),
    term: recoveryTermSchema,
    reason: plainText(500),
    until: z.iso.date(),
  }),
  /** The runbook was walked through, timed. */
  z.strictObject({
    kind: z.literal('drill'),
    runbook: z.url({ protocol: /^https?$/ }).max(500),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime(),
    succeeded: z.boolean(),
    notes: plainText(500),
  }),
]);
export type RecoveryStatement = z.infer<typeof recoveryStatementSchema>;

export const recoveryRecordSchema = z.object({
  id: z.string(),
  /** `<tenant>/<stage>` */
  environment: z.string(),
  statement: recoveryStatementSchema,
  author: z.string(),
  createdAt: z.iso.datetime(),
  confirmedBy: z.string().optional(),
  confirmedAt: z.iso.datetime().optional(),
  withdrawnBy: z.string().optional(),
  withdrawnAt: z.iso.datetime().optional(),
});
export type RecoveryRecord = z.infer<typeof recoveryRecordSchema>;
