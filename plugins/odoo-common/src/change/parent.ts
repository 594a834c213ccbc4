import { z } from 'zod';

/** What everything has that is made of several changes: a rollout, a series upgrade. */
export const parentSchema = z.object({
  id: z.string(),
  /** What it brings, or in a series upgrade what the clone runs. */
  release: z.string(),
  /** Who began it. */
  requester: z.string(),
  reason: z.string(),
  timeline: z.array(
    z.object({
      at: z.iso.datetime(),
      /** Absent: the portal itself. */
      actor: z.string().optional(),
      note: z.string(),
    }),
  ),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
