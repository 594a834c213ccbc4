import { z } from 'zod';
import { dnsLabel } from '../validation/names';
import { contradictionsOf } from './contradictions';
import { releaseEvidenceSchema } from './evidence';
import { DIGEST, RELEASE_VERSION } from './names';

export const SCHEMA_CLASSES = ['none', 'additive', 'breaking'] as const;

const moduleName = z.string().min(1).max(100);

const releasedModuleSchema = z.object({
  name: moduleName,
  version: z.string().max(40),
  /** Modules of the same image that it needs, as `depends` of its `__manifest__.py`. */
  depends: z.array(moduleName).max(300).optional(),
});
export type ReleasedModule = z.infer<typeof releasedModuleSchema>;

/**
 * `releases/<version>.yaml`: an immutable image and what is known about it. Whatever came later than the first
 * records is optional, so that every record of a repository can still be read; a record that contradicts itself
 * is refused.
 */
export const releaseDocumentSchema = z
  .object({
    apiVersion: z.literal('plumbline.dev/v1'),
    kind: z.literal('OdooRelease'),
    metadata: z.object({ name: z.string().regex(RELEASE_VERSION) }),
    spec: z.object({
      series: z.string().regex(/^\d{2}\.\d$/),
      edition: dnsLabel(40),
      /** Repository without tag or digest, such as `registry.example/odoo/construction`. */
      image: z
        .string()
        .max(255)
        .regex(/^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+$/),
      digest: z
        .string()
        .regex(
          DIGEST,
          'must be sha256: and 64 hexadecimal digits, not the name of a tag',
        ),
      releasedAt: z.iso.datetime(),
      sourceCommit: z
        .string()
        .regex(/^[0-9a-f]{40}$/)
        .optional(),
      schemaClass: z.enum(SCHEMA_CLASSES),
      /** Version before, that the class is told against; absent: not said, or there is none. */
      follows: z.string().regex(RELEASE_VERSION).optional(),
      /** Why it is of this class. */
      schemaReason: z.string().trim().min(1).max(1000).optional(),
      /** Earlier releases whose code was tried on the schema that this one leaves behind, and runs on it. */
      compatibleWith: z
        .array(z.string().regex(RELEASE_VERSION))
        .max(50)
        .optional(),
      /** Whether it brings the databases of other series to its own; absent: of none. */
      upgrade: z
        .strictObject({
          /** Series whose databases it migrates: its image has the scripts for them, and they were tried. */
          from: z
            .array(z.string().regex(/^\d{2}\.\d$/))
            .min(1)
            .max(5),
        })
        .optional(),
      modules: z.array(releasedModuleSchema).max(2000),
      evidence: releaseEvidenceSchema.optional(),
    }),
  })
  .superRefine((release, context) => {
    for (const { path, message } of contradictionsOf(release)) {
      context.addIssue({ code: 'custom', path, message });
    }
  });
export type ReleaseDocument = z.infer<typeof releaseDocumentSchema>;
