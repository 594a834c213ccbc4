import { createHash } from 'node:crypto';
import type {
  ReleaseDocument,
  ReleaseEvidence,
} from '@plumbline/plugin-odoo-common';
import type { WorldRelease } from './world';

const DAY = 86_400_000;
const MINUTE = 60_000;
const ADDONS = 'harbour-group/odoo-addons';
/** A host that is nowhere: the sandbox answers for its API (see `pipelines/`). */
const SITE = `https://github.harbour.example/${ADDONS}`;

interface Subject {
  release: WorldRelease;
  name: string;
  digest: string;
  /** When it came out. */
  at: Date;
  seededAt: Date;
  /** Name of a release of the world. */
  nameOf(id: string): string;
}

const digestOf = (text: string) =>
  `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** What the pipeline wrote into the record of a release, and what rehearsals added since. */
export function evidenceFor(subject: Subject): ReleaseEvidence {
  const { release, name, digest, at } = subject;
  const before = (minutes: number) =>
    new Date(at.getTime() - minutes * MINUTE).toISOString();
  const run = String(parseInt(digestOf(`run ${name}`).slice(-8), 16));
  return {
    pipeline: {
      provider: 'github-actions',
      repository: ADDONS,
      run,
      url: `${SITE}/actions/runs/${run}`,
    },
    tests: { passed: 1284, failed: 0, skipped: 11 },
    moduleGraph: { complete: true, missing: [], at: before(34) },
    scan: {
      tool: 'trivy 0.67.2',
      at: before(21),
      findings: { critical: release.critical ? 1 : 0, high: 4 },
      fixableCriticals: criticalsOf(subject),
    },
    sbom: { format: 'cyclonedx-1.6', digest: digestOf(`sbom ${name}`) },
    ...(!release.unsigned && {
      signature: {
        kind: 'cosign-keyless',
        identity: `${SITE}/.github/workflows/release.yaml@refs/heads/main`,
        issuer: 'https://token.actions.githubusercontent.com',
        signedDigest: digest,
        verifiedAt: before(12),
      },
    }),
    rehearsals: rehearsalsOf(subject),
  };
}

function criticalsOf({ release, seededAt }: Subject) {
  const { critical } = release;
  if (!critical) return [];
  const { waiver, ...finding } = critical;
  if (!waiver) return [finding];
  const { days, ...given } = waiver;
  const until = new Date(seededAt.getTime() + days * DAY).toISOString();
  return [{ ...finding, waiver: { ...given, until } }];
}

function rehearsalsOf({ release, seededAt, nameOf }: Subject) {
  return release.rehearsals.map(
    ({ copyOf, from, age, minutes, databaseGiB }) => {
      const copied = seededAt.getTime() - age;
      return {
        from: nameOf(from),
        copyOf,
        copyTakenAt: new Date(copied).toISOString(),
        startedAt: new Date(copied + 30 * MINUTE).toISOString(),
        durationSeconds: minutes * 60,
        databaseGiB,
        outcome: 'passed' as const,
      };
    },
  );
}

/** The record as it was at a moment: later rehearsals were not known yet. */
export function recordAt(
  record: ReleaseDocument,
  moment: Date,
): ReleaseDocument {
  const { evidence } = record.spec;
  const rehearsals = evidence?.rehearsals?.filter(
    ({ startedAt, durationSeconds }) =>
      Date.parse(startedAt) + durationSeconds * 1000 <= moment.getTime(),
  );
  return {
    ...record,
    spec: { ...record.spec, evidence: { ...evidence, rehearsals } },
  };
}
