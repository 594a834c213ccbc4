import { lengthInWords, momentInWords } from '../recovery/words';
import type { FixableCritical } from './evidence';
import { Judgement, finding, judgementOf } from './judgement';
import type { ReleaseDocument } from './release';
import { repositoryOf } from './trustedRepositories';

export interface ProvenanceFacts {
  now: Date;
  /** What is known of the run beside the record; absent: its provider was not asked yet. */
  run?: {
    /** Why nobody asks for it, whatever it would say. */
    unasked?: string;
    /** When its provider last showed it; absent: never, so a failure is possible too. */
    readAt?: string;
    /** What it said then that the record does not. */
    disagreements: readonly string[];
    /** Whether it went on then: it may yet fail. */
    unfinished?: boolean;
    /** Why the last look showed nothing. */
    problem?: string;
    /** When that was. */
    triedAt?: string;
    /** Whether the problem is a no: no such run, no host that the portal knows, or no way in. Else an outage. */
    refused?: boolean;
  };
}

/**
 * Whether the image is the one that was built from the named commit, signed, and free of criticals that an update
 * mends. Absent evidence blocks, and says what supplies it. So does a run that nobody has read: one of a repository that
 * is not trusted, of a provider that no module asks, one that was not asked for yet, that its provider does not show, or
 * whose provider has never answered; and one that goes on. What was read once counts while the provider is away, with its
 * age as a note. The signature itself is checked by the pipeline that made it and by admission in the cluster, not here.
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
    ...runOf(release, facts),
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

function runOf({ spec }: ReleaseDocument, { run, now }: ProvenanceFacts) {
  const url = spec.evidence?.pipeline?.url;
  // Whoever overrides has seen this run and commit: of others the override says nothing.
  const subject = ` (${runInWords(spec)})`;
  const open = (detail: string) =>
    finding('error', 'Pipeline', `${detail}${subject}`, url);
  // Else whoever is not believed would only have to say nothing.
  if (!url) {
    return [
      open(
        'the record names no run; name the one that built the image in spec.evidence.pipeline',
      ),
    ];
  }
  if (!run) {
    return [
      open(
        'its API was not asked yet; the portal asks soon after it has read the record',
      ),
    ];
  }
  if (run.unasked) return [open(run.unasked)];
  // What is open says no time and no passing cause: who has overridden it has seen the same found again.
  if (run.disagreements.length > 0) {
    const found = run.disagreements.join('; ');
    return [
      finding('fail', 'Pipeline', `${found}${subject}`, url),
      ...lastLook(run),
    ];
  }
  if (run.refused) {
    return [
      open(
        `${run.problem}; name the run that built the image in spec.evidence.pipeline, and let the portal see it`,
      ),
      ...lastLook(run),
    ];
  }
  if (!run.readAt) {
    return [
      open(
        'nobody has read the run yet: its provider has not answered; the portal asks again within minutes',
      ),
      ...lastLook(run),
    ];
  }
  if (run.unfinished) {
    return [
      open('the run has not ended; the portal asks again within minutes'),
      ...lastLook(run),
    ];
  }
  const age = (now.getTime() - Date.parse(run.readAt)) / 1000;
  return [
    finding(
      'pass',
      'Pipeline',
      `agrees with the record, read at ${momentInWords(run.readAt)}`,
      url,
    ),
    ...lastLook(run, `; its answer of ${lengthInWords(age)} ago counts`),
  ];
}

function runInWords({
  evidence,
  sourceCommit = 'not named',
}: ReleaseDocument['spec']): string {
  const { pipeline } = evidence ?? {};
  const run = pipeline
    ? `run ${pipeline.run} of ${repositoryOf(pipeline)}`
    : 'no run';
  return `${run}, commit ${sourceCommit}`;
}

function lastLook(
  { problem, triedAt }: NonNullable<ProvenanceFacts['run']>,
  then = '',
) {
  const at = triedAt ? ` at ${momentInWords(triedAt)}` : '';
  return problem
    ? [finding('note', 'Pipeline, last asked', `${problem}${at}${then}`)]
    : [];
}
