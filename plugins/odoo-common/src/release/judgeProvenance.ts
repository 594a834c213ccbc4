import { momentInWords } from '../recovery/words';
import type { FixableCritical } from './evidence';
import { Judgement, finding, judgementOf } from './judgement';
import type { ReleaseDocument } from './release';

export interface ProvenanceFacts {
  now: Date;
  /** What asking the pipeline's own API showed, or why it could not be asked; absent: nobody tried yet. */
  run?: {
    /** When it was asked; absent: nobody can, as the problem says, or its pipelines are not believed. */
    readAt?: string;
    /** Why its pipelines are not believed, whatever they say. */
    distrust?: string;
    disagreements: readonly string[];
    problem?: string;
    /** Whether the problem is a no: no such run, no host that the portal knows, or no way in. Else an outage. */
    refused?: boolean;
    /** Whether it was asked, as trust demands, and never answered: what it would say, a failure too, nobody knows. */
    unread?: boolean;
  };
}

/**
 * Whether the image is the one that was built from the named commit, signed, and free of criticals that an update
 * mends. Absent evidence blocks, and says what supplies it, as do a run that its provider does not show, one that was
 * not asked for yet, one of a repository that is not trusted, and one that never answered where trust names the workflow
 * that builds; else, while the provider is away, the rest of the evidence stands alone. The signature itself is checked
 * by the pipeline that made it and by admission in the cluster, not here.
 */
export function judgeProvenance(
  release: ReleaseDocument,
  facts: ProvenanceFacts,
): Judgement {
  const { spec, metadata } = release;
  const findings = [
    finding('pass', 'Image', `${spec.image} at ${spec.digest}`),
    sourceOf(release),
    signatureOf(release),
    ...scanOf(release, facts.now),
    testsOf(release),
    runOf(release, facts),
  ];
  return judgementOf(
    findings,
    `${metadata.name} is signed, from commit ${spec.sourceCommit?.slice(
      0,
      12,
    )}, without a critical finding that an update mends and nobody waived`,
  );
}

function sourceOf({ spec }: ReleaseDocument) {
  return spec.sourceCommit
    ? finding('pass', 'Source commit', spec.sourceCommit)
    : finding(
        'error',
        'Source commit',
        'not named; the pipeline writes spec.sourceCommit into the release record',
      );
}

function signatureOf({ spec }: ReleaseDocument) {
  const { signature } = spec.evidence ?? {};
  if (!signature) {
    return finding(
      'error',
      'Signature',
      'none is recorded; sign the image in the pipeline and write spec.evidence.signature',
    );
  }
  const { kind, identity, verifiedAt, url, signedDigest } = signature;
  if (signedDigest !== spec.digest) {
    return finding('fail', 'Signature', `is of ${signedDigest}: another image`);
  }
  const verified = verifiedAt
    ? `verified by the pipeline at ${momentInWords(verifiedAt)}`
    : 'the record does not say that anybody verified it';
  return finding(
    'pass',
    'Signature',
    `${kind} by ${identity}, ${verified}`,
    url,
  );
}

function scanOf({ spec }: ReleaseDocument, now: Date) {
  const { scan } = spec.evidence ?? {};
  if (!scan) {
    return [
      finding(
        'error',
        'Scan',
        'none is recorded; scan the image in the pipeline and write spec.evidence.scan',
      ),
    ];
  }
  const { critical, high } = scan.findings;
  return [
    finding(
      'pass',
      'Scan',
      `${scan.tool} at ${momentInWords(
        scan.at,
      )}: ${critical} critical, ${high} high`,
      scan.url,
    ),
    ...scan.fixableCriticals.map(item => criticalOf(item, now)),
  ];
}

function criticalOf(item: FixableCritical, now: Date) {
  const { id, waiver } = item;
  const mended = `${item.package} ${item.fixedIn} mends it`;
  if (!waiver) {
    return finding('fail', id, `${mended}; build with it, or have it waived`);
  }
  const until = momentInWords(waiver.until);
  return Date.parse(waiver.until) > now.getTime()
    ? finding(
        'note',
        id,
        `waived until ${until} by ${waiver.approver}: ${waiver.reason}; ${mended}`,
      )
    : finding('fail', id, `${mended}; its waiver ended at ${until}`);
}

function testsOf({ spec }: ReleaseDocument) {
  const { tests } = spec.evidence ?? {};
  if (!tests) return finding('note', 'Tests', 'none are recorded');
  const counts = `${tests.passed} passed, ${tests.failed} failed`;
  return tests.failed === 0
    ? finding('pass', 'Tests', counts, tests.url)
    : finding(
        'fail',
        'Tests',
        `${counts}; mend them and build again`,
        tests.url,
      );
}

function runOf({ spec }: ReleaseDocument, { run }: ProvenanceFacts) {
  const url = spec.evidence?.pipeline?.url;
  // Else whoever is not believed would only have to say nothing.
  if (!url) {
    return finding(
      'error',
      'Pipeline',
      'the record names no run; name the one that built the image in spec.evidence.pipeline',
    );
  }
  if (run?.distrust) return finding('error', 'Pipeline', run.distrust, url);
  if (!run) {
    return finding(
      'error',
      'Pipeline',
      'its API was not asked yet; the portal asks soon after it has read the record',
      url,
    );
  }
  if (!run.readAt) return finding('note', 'Pipeline', run.problem ?? '', url);
  const at = momentInWords(run.readAt);
  if (run.refused && run.disagreements.length === 0) {
    return finding(
      'error',
      'Pipeline',
      `${run.problem} (tried at ${at}); name the run that built the image in spec.evidence.pipeline, and let the portal see it`,
      url,
    );
  }
  if (run.unread) {
    return finding(
      'error',
      'Pipeline',
      `${run.problem} (tried at ${at}), and nobody has read the run yet; the portal asks again within minutes`,
      url,
    );
  }
  if (run.problem && run.disagreements.length === 0) {
    return finding('note', 'Pipeline', `${run.problem} (tried at ${at})`, url);
  }
  return run.disagreements.length === 0
    ? finding('pass', 'Pipeline', `agrees with the record, read at ${at}`, url)
    : // Without a time: the same disagreement read again is nothing new to whoever has overridden it.
      finding('fail', 'Pipeline', run.disagreements.join('; '), url);
}
