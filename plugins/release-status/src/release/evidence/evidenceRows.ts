import { ReleaseDetail, ReleaseEvidence } from '@plumbline/plugin-odoo-common';
import { BadgeProps, formatCount } from '@plumbline/plugin-odoo-react';

export interface EvidenceRow {
  title: string;
  badge: BadgeProps;
  detail: string;
  link?: string;
  /** When it was found out. */
  at?: string;
}

/** The record says so of itself: not green, for whether it can be believed is what the provenance gate judges. */
const CLAIMED: BadgeProps = { shape: 'check', tone: 'plain', word: 'recorded' };
const FAILED: BadgeProps = { shape: 'cross', tone: 'critical', word: 'failed' };
const unknown = (word: string): BadgeProps => ({
  shape: 'question',
  tone: 'unknown',
  word,
});

const absent = (title: string): EvidenceRow => ({
  title,
  badge: unknown('not in the record'),
  detail: 'The record does not say: unknown, not good.',
});

function testsRow({ tests }: ReleaseEvidence): EvidenceRow {
  if (!tests) return absent('Tests');
  const { passed, failed, skipped, url } = tests;
  return {
    title: 'Tests',
    badge: failed > 0 || passed === 0 ? FAILED : CLAIMED,
    detail: `${passed} passed, ${failed} failed, ${
      skipped ?? 'unknown'
    } skipped`,
    link: url,
  };
}

function graphRow({ moduleGraph }: ReleaseEvidence): EvidenceRow {
  if (!moduleGraph) return absent('Module graph');
  const { complete, missing, at } = moduleGraph;
  return {
    title: 'Module graph',
    badge: complete ? CLAIMED : FAILED,
    detail: complete
      ? 'Every module that another needs is in the image'
      : `Missing: ${missing.join(', ')}`,
    at,
  };
}

function scanRow({ scan }: ReleaseEvidence, now: number): EvidenceRow {
  if (!scan) return absent('Scan');
  const open = scan.fixableCriticals.filter(
    ({ waiver }) => !waiver || Date.parse(waiver.until) <= now,
  );
  const waived = scan.fixableCriticals.length - open.length;
  return {
    title: 'Scan',
    badge: open.length > 0 ? FAILED : CLAIMED,
    detail: `${scan.findings.critical} critical, ${
      scan.findings.high
    } high; ${formatCount(open.length, 'fixable critical')}${
      waived > 0 ? `, ${waived} more waived` : ''
    } (${scan.tool})`,
    link: scan.url,
    at: scan.at,
  };
}

function sbomRow({ sbom }: ReleaseEvidence): EvidenceRow {
  if (!sbom) return absent('SBOM');
  return {
    title: 'SBOM',
    badge: CLAIMED,
    detail: `${sbom.format}, ${sbom.digest}`,
    link: sbom.url,
  };
}

function signatureRow(
  { signature }: ReleaseEvidence,
  digest: string,
): EvidenceRow {
  if (!signature) return absent('Signature');
  const isOfIt = signature.signedDigest === digest;
  return {
    title: 'Signature',
    badge: isOfIt ? CLAIMED : FAILED,
    detail: `${isOfIt ? '' : 'Of another image: '}${signature.kind} by ${
      signature.identity
    }${signature.issuer ? `, vouched for by ${signature.issuer}` : ''}`,
    link: signature.url,
    at: signature.verifiedAt,
  };
}

/** What the pipeline's own API says beside what the record says of it. */
function pipelineRow(
  { pipeline }: ReleaseEvidence,
  run: ReleaseDetail['pipelineRun'],
): EvidenceRow {
  if (!pipeline) return absent('Pipeline run');
  const row = {
    title: 'Pipeline run',
    link: run?.url ?? pipeline.url,
    at: run?.readAt,
  };
  const named = `${pipeline.provider} ${pipeline.repository} run ${pipeline.run}`;
  if (!run) return { ...row, badge: unknown('not read back'), detail: named };
  const said = `${named}: ${run.problem ?? run.status}`;
  if (run.agrees === undefined) {
    const word =
      run.problem === undefined ? 'has not ended' : 'could not be read back';
    return { ...row, badge: unknown(word), detail: said };
  }
  return run.agrees
    ? {
        ...row,
        badge: { shape: 'check', tone: 'ok', word: 'read back, agrees' },
        detail: said,
      }
    : {
        ...row,
        badge: { ...FAILED, word: 'read back, disagrees' },
        detail: said,
      };
}

/** Every kind of evidence, also what the record lacks. `now` in milliseconds: a waiver ends. */
export function evidenceRows(
  { evidence = {}, digest, pipelineRun }: ReleaseDetail,
  now: number,
): EvidenceRow[] {
  return [
    testsRow(evidence),
    graphRow(evidence),
    scanRow(evidence, now),
    sbomRow(evidence),
    signatureRow(evidence, digest),
    pipelineRow(evidence, pipelineRun),
  ];
}
