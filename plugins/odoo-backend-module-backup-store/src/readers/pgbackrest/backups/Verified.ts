import {
  BackupFinding,
  backupFindingSchema,
} from '@plumbline/plugin-odoo-common';
import { z } from 'zod';

/** What the bytes of one backup tell, without regard to the backups that it needs. */
export const verifiedSchema = z.object({
  state: z.enum(['good', 'damaged', 'unknown']),
  findings: z.array(backupFindingSchema).max(10),
});
export type Verified = z.infer<typeof verifiedSchema>;

export function damaged(...findings: BackupFinding[]): Verified {
  return { state: 'damaged', findings };
}

export function unknown(...findings: BackupFinding[]): Verified {
  return { state: 'unknown', findings };
}
