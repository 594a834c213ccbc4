import { z } from 'zod';
import { environmentRefSchema } from '../environment/ref';
import { DIGEST, RELEASE_VERSION } from './names';

const moment = z.iso.datetime();
const text = (maximum: number) => z.string().trim().min(1).max(maximum);
/** Shown as a link: another scheme than https could run script in the reader's browser. */
const link = z.url({ protocol: /^https$/ }).max(2000);
const count = z.int().min(0).max(10_000_000);
const findings = z.int().min(0).max(100_000);

export const PIPELINE_PROVIDERS = [
  'github-actions',
  'azure-pipelines',
] as const;
export const pipelineProviderSchema = z.enum(PIPELINE_PROVIDERS);
export type PipelineProvider = z.infer<typeof pipelineProviderSchema>;

/** The run that built the image. Its own word is read back by the provider's API, never taken from here. */
export const pipelineEvidenceSchema = z.strictObject({
  provider: pipelineProviderSchema,
  /** `owner/name` on GitHub, `organisation/project` on Azure DevOps. */
  repository: z
    .string()
    .max(200)
    .regex(/^[\w.-]+(\/[\w.-]+( [\w.-]+)*)+$/)
    // Part of the path of a request: it must not climb out of where it stands.
    .refine(path => !/(^|\/)\.{1,2}(\/|$)/.test(path), {
      error: 'must not hold . or .. as a part',
    }),
  /** The run's number: `run_id` of GitHub, `buildId` of Azure. */
  run: z.string().regex(/^\d{1,20}$/),
  url: link,
});
export type PipelineEvidence = z.infer<typeof pipelineEvidenceSchema>;

const testsEvidenceSchema = z.strictObject({
  passed: count,
  failed: count,
  skipped: count.optional(),
  url: link.optional(),
});

/** Whether every module that a module of the image needs is in the image. */
const moduleGraphEvidenceSchema = z.strictObject({
  complete: z.boolean(),
  missing: z.array(text(100)).max(2000),
  at: moment,
});

/** A critical finding that an update of the package mends, which somebody may have let through for a while. */
const fixableCriticalSchema = z.strictObject({
  /** Such as `CVE-2026-1234`. */
  id: text(60),
  package: text(200),
  fixedIn: text(100),
  waiver: z
    .strictObject({ reason: text(500), approver: text(200), until: moment })
    .optional(),
});
export type FixableCritical = z.infer<typeof fixableCriticalSchema>;

const scanEvidenceSchema = z.strictObject({
  /** With its version. */
  tool: text(100),
  at: moment,
  findings: z.strictObject({ critical: findings, high: findings }),
  fixableCriticals: z.array(fixableCriticalSchema).max(500),
  url: link.optional(),
});

const sbomEvidenceSchema = z.strictObject({
  /** Such as `cyclonedx-1.6` or `spdx-2.3`. */
  format: text(40),
  digest: z.string().regex(DIGEST),
  url: link.optional(),
});

const signatureEvidenceSchema = z.strictObject({
  kind: z.enum(['cosign-keyless', 'cosign-key', 'notation']),
  /** Who signed: the workflow's identity, or the key's or certificate's name. */
  identity: text(500),
  /** Who vouches for the identity, such as an OIDC issuer. */
  issuer: text(500).optional(),
  signedDigest: z.string().regex(DIGEST),
  verifiedAt: moment.optional(),
  url: link.optional(),
});

/** A migration to this release, tried on a neutralised copy. */
const rehearsalSchema = z.strictObject({
  /** Release that the copy was on. */
  from: z.string().regex(RELEASE_VERSION),
  /** Environment whose data was copied, `<tenant>/<stage>`. */
  copyOf: z
    .string()
    .refine(ref => environmentRefSchema.safeParse(ref).success, {
      error: 'must be <tenant>/<stage>',
    }),
  copyTakenAt: moment,
  startedAt: moment,
  durationSeconds: z.number().min(0).max(2_592_000),
  databaseGiB: z.number().min(0).max(65_536),
  outcome: z.enum(['passed', 'failed']),
  url: link.optional(),
});
export type Rehearsal = z.infer<typeof rehearsalSchema>;

/** What the pipeline found out about the image. What it does not say is unknown, never good. */
export const releaseEvidenceSchema = z.strictObject({
  pipeline: pipelineEvidenceSchema.optional(),
  tests: testsEvidenceSchema.optional(),
  moduleGraph: moduleGraphEvidenceSchema.optional(),
  scan: scanEvidenceSchema.optional(),
  sbom: sbomEvidenceSchema.optional(),
  signature: signatureEvidenceSchema.optional(),
  rehearsals: z.array(rehearsalSchema).max(500).optional(),
});
export type ReleaseEvidence = z.infer<typeof releaseEvidenceSchema>;
