import { z } from 'zod';
import { PROBE_IDS } from '../probes/probes';
import { plainText } from '../validation/names';

export const ACKNOWLEDGEMENT_KINDS = ['acknowledge', 'mute'] as const;

/**
 * What somebody said about a state: `acknowledge`, I look after it, until it changes or the time is over;
 * `mute`, no notifications until then. Neither changes a verdict, a count or a colour.
 */
export const acknowledgementSchema = z.object({
  id: z.string(),
  kind: z.enum(ACKNOWLEDGEMENT_KINDS),
  /** Absent: the environment as a whole. */
  probe: z.enum(PROBE_IDS).optional(),
  reason: z.string(),
  /** User entity reference. */
  by: z.string(),
  at: z.iso.datetime(),
  until: z.iso.datetime(),
});
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;

export const ACKNOWLEDGEMENT_REASON_MAX_LENGTH = 500;
export const ACKNOWLEDGEMENT_MAX_DAYS = 30;

/** `POST /environments/:tenant/:stage/acknowledgements`, 201 with the acknowledgement; `DELETE .../:id`, 204. */
export const acknowledgeSchema = z.strictObject({
  kind: z.enum(ACKNOWLEDGEMENT_KINDS),
  probe: z.enum(PROBE_IDS).optional(),
  reason: plainText(ACKNOWLEDGEMENT_REASON_MAX_LENGTH),
  /** At most ACKNOWLEDGEMENT_MAX_DAYS ahead. */
  until: z.iso.datetime({ offset: true }),
});
export type Acknowledge = z.infer<typeof acknowledgeSchema>;
