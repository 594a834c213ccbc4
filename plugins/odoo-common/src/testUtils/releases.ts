import type { ReleaseEvidence } from '../release/evidence';
import type { ReleaseDocument } from '../release/release';
import { releaseOf } from './environments';

/** What a pipeline writes when everything went well. */
export function evidenceOf(
  change: Partial<ReleaseEvidence> = {},
): ReleaseEvidence {
  return {
    pipeline: {
      provider: 'github-actions',
      repository: 'harbour/odoo-addons',
      run: '4711',
      url: 'https://github.com/harbour/odoo-addons/actions/runs/4711',
    },
    tests: { passed: 812, failed: 0, skipped: 4 },
    moduleGraph: { complete: true, missing: [], at: '2026-11-02T07:40:00Z' },
    scan: {
      tool: 'trivy 0.67.2',
      at: '2026-11-02T07:45:00Z',
      findings: { critical: 1, high: 3 },
      fixableCriticals: [],
    },
    sbom: { format: 'spdx-2.3', digest: `sha256:${'d'.repeat(64)}` },
    signature: {
      kind: 'cosign-keyless',
      identity:
        'https://github.com/harbour/odoo-addons/.github/workflows/release.yaml@refs/heads/main',
      issuer: 'https://token.actions.githubusercontent.com',
      signedDigest: `sha256:${'b'.repeat(64)}`,
    },
    rehearsals: [],
    ...change,
  };
}

/** Of another image: the signature is of that one. */
function evidenceSigning(digest: string | undefined): ReleaseEvidence {
  const { signature, ...rest } = evidenceOf();
  return digest && signature
    ? { ...rest, signature: { ...signature, signedDigest: digest } }
    : evidenceOf();
}

/** A release whose record carries all evidence. */
export function evidentReleaseOf(
  name = '18.0-2026.11.1',
  change: Partial<ReleaseDocument['spec']> = {},
): ReleaseDocument {
  return releaseOf(name, {
    sourceCommit: 'a'.repeat(40),
    schemaReason: 'no model changes',
    modules: [
      { name: 'base', version: '18.0.1.3' },
      { name: 'site_diary', version: '18.0.1.2.0', depends: ['base'] },
    ],
    evidence: evidenceSigning(change.digest),
    ...change,
  });
}
