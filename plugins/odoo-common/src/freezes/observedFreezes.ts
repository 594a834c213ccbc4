import { z } from 'zod';
import { checksum } from './checksum';

/** What a cluster itself shows of freezes in Git. */
export const observedFreezesSchema = z.discriminatedUnion('controller', [
  z.object({
    controller: z.literal('argo-cd'),
    cluster: z.string(),
    /** `windowsChecksum` of every project beside Argo CD, by its name. */
    projects: z.record(z.string(), z.string()),
    /** The project of every Application beside Argo CD, by its name; absent: they were not listed. */
    applications: z.record(z.string(), z.string()).optional(),
  }),
  z.object({
    controller: z.literal('flux'),
    cluster: z.string(),
    /** The CronJob that suspends; absent: there is none. Times by the clock of the portal. */
    freezer: z
      .object({
        suspended: z.boolean(),
        createdAt: z.iso.datetime().optional(),
        lastSucceededAt: z.iso.datetime().optional(),
        /** Of the data that it came with, `FREEZES_CHECKSUM_ANNOTATION`. */
        checksum: z.string().optional(),
      })
      .optional(),
    /** Names of the Kustomizations that are not suspended. */
    open: z.array(z.string()),
  }),
]);
export type ObservedFreezes = z.infer<typeof observedFreezesSchema>;

/** What decides of a sync window of Argo CD. */
export interface SyncWindow {
  kind?: string;
  schedule?: string;
  duration?: string;
  timeZone?: string;
  applications?: readonly string[];
  namespaces?: readonly string[];
  clusters?: readonly string[];
}

/** The same for windows that deny the same, in whatever order they stand. */
export function windowsChecksum(windows: readonly SyncWindow[]): string {
  const rows = windows.map(each =>
    JSON.stringify([
      each.kind ?? '',
      each.schedule ?? '',
      each.duration ?? '',
      each.timeZone ?? '',
      ...[each.applications, each.namespaces, each.clusters].map(names =>
        [...(names ?? [])].sort(),
      ),
    ]),
  );
  return checksum(rows.sort().join('\n'));
}
