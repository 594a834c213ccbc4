import { z } from 'zod';

/** Named by digest: what was reviewed is what runs. */
export const imageByDigest = z
  .string()
  .max(400)
  .regex(/^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+@sha256:[0-9a-f]{64}$/);
