import { z } from 'zod';
import { list, metadata, section, text } from './fields';

const names = list(z.string());

const syncWindow = z.object({
  kind: text,
  /** Five-field cron. */
  schedule: text,
  /** As Go writes it. */
  duration: text,
  timeZone: text,
  applications: names,
  namespaces: names,
  clusters: names,
  description: text,
});

/** An Argo CD project, as far as it says when nothing is synced. */
export const appProjectSchema = z
  .object({
    metadata,
    spec: section({ syncWindows: list(syncWindow) }),
  })
  .transform(({ metadata: { name, namespace }, spec: { syncWindows } }) => ({
    name,
    namespace,
    syncWindows,
  }));
export type AppProjectRecord = z.output<typeof appProjectSchema>;
