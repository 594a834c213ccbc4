import {
  ReleaseDetail,
  releaseDetailSchema,
} from '@plumbline/plugin-odoo-common';
import { evidenceOf, releaseOf } from '@plumbline/plugin-odoo-common/testUtils';
import { hoursAgo } from './matrix';

const { series, edition, digest, image } = releaseOf().spec;

/** A release that is verified on staging and failed on one production. */
export const releaseDetailOf = (
  change: Partial<ReleaseDetail> = {},
): ReleaseDetail =>
  releaseDetailSchema.parse({
    version: '18.0-2026.11.1',
    series,
    edition,
    digest,
    image,
    schemaClass: 'additive',
    schemaReason: 'A column for the site of a purchase order',
    releasedAt: '2026-11-02T08:00:00Z',
    sourceCommit: 'a'.repeat(40),
    modules: [
      { name: 'base', version: '18.0.1.3' },
      { name: 'site_diary', version: '18.0.1.2.0', depends: ['base'] },
      {
        name: 'purchase_sites',
        version: '18.0.2.0.0',
        depends: ['site_diary'],
      },
    ],
    evidence: evidenceOf(),
    provenance: { verdict: 'pass', summary: 'Signed, tested and scanned' },
    rings: [
      {
        ring: 'staging',
        title: 'Staging',
        environments: 4,
        running: 4,
        verified: 3,
        failed: 0,
        failureBudget: 1,
        soakedAt: hoursAgo(1),
        rollout: 'rol-4711-0815',
        rolloutState: 'paused',
      },
      {
        ring: 'production',
        title: 'Production',
        environments: 6,
        running: 1,
        verified: 0,
        failed: 1,
        failureBudget: 1,
      },
    ],
    deployments: [
      {
        environment: 'harbour-civil/staging',
        release: '18.0-2026.11.1',
        kind: 'promote',
        change: 'chg-1',
        appliedAt: hoursAgo(30),
        outcome: 'verified',
        continuity: { verdict: 'ok', summary: 'As on other days' },
      },
      {
        environment: 'harbour-civil/production',
        release: '18.0-2026.11.1',
        kind: 'promote',
        change: 'chg-2',
        appliedAt: hoursAgo(40),
        outcome: 'failed',
        because: 'Approvals of purchase orders stopped',
        continuity: { verdict: 'failed', summary: 'No order approved' },
      },
    ],
    restorePoints: [],
    previous: '18.0-2026.10.1',
    ...change,
  });
