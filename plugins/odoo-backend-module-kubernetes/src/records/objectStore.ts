import { z } from 'zod';
import { metadata, section, time } from './fields';

/** A moment for each server, as the Barman plugin keeps them; the key is the server's name. */
const windows = z
  .record(
    z.string(),
    z.object({
      firstRecoverabilityPoint: time,
      lastSuccessfulBackupTime: time,
      lastFailedBackupTime: time,
    }),
  )
  .nullish()
  .transform(value => value ?? {});

/** Where the Barman Cloud plugin backs up to, and what it says of it. */
export const objectStoreSchema = z
  .object({ metadata, status: section({ serverRecoveryWindow: windows }) })
  .transform(({ metadata: { name, namespace }, status }) => ({
    name,
    namespace,
    windows: status.serverRecoveryWindow,
  }));
export type ObjectStoreRecord = z.output<typeof objectStoreSchema>;
