import { z } from 'zod';
import { dnsLabel } from '../validation/names';

export const SCHEMA_CLASSES = ['none', 'additive', 'breaking'] as const;

/** `releases/<version>.yaml`: an immutable image and what is known about it. */
export const releaseDocumentSchema = z.object({
  apiVersion: z.literal('plumbline.dev/v1'),
  kind: z.literal('OdooRelease'),
  metadata: z.object({
    name: z.string().regex(/^\d{2}\.\d-[0-9a-z.]{1,40}$/),
  }),
  spec: z.object({
    series: z.string().regex(/^\d{2}\.\d$/),
    edition: dnsLabel(40),
    /** Repository without tag or digest, such as `registry.example/odoo/construction`. */
    image: z
      .string()
      .max(255)
      .regex(/^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+$/),
    digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
    releasedAt: z.iso.datetime(),
    sourceCommit: z
      .string()
      .regex(/^[0-9a-f]{40}$/)
      .optional(),
    schemaClass: z.enum(SCHEMA_CLASSES),
    modules: z
      .array(
        z.object({ name: z.string().max(100), version: z.string().max(40) }),
      )
      .max(2000),
  }),
});
export type ReleaseDocument = z.infer<typeof releaseDocumentSchema>;
