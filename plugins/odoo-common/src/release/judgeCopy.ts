import { EnvironmentRef, environmentRefSchema } from '../environment/ref';
import { CopyOf, EnvironmentSpec } from '../environment/spec';
import { Upgrade, judgeSchemaLeft, stepBetween } from '../environment/upgrade';
import { RecoveryFacts } from '../recovery/assess/input';
import { restorableNow } from '../recovery/assess/restorable';
import { windowAt } from '../recovery/plan/chooseRestorePoint';
import { lengthInWords, momentInWords } from '../recovery/words';
import { Judgement, finding, judgementOf } from './judgement';
import {
  COPY_MAX_AGE_DAYS,
  judgeRehearsal,
  newestRehearsal,
} from './judgeRehearsal';
import type { ReleaseDocument } from './release';

const DAY_MS = 24 * 3600 * 1000;

/** An environment that was made of the same source, with the same release, before production. */
export interface CopyRehearsal {
  environment: string;
  /** Of its data. */
  copyTakenAt: string;
  /** When it was first seen well with that release; absent: it was not. */
  verifiedAt?: string;
}

export interface CopyFacts {
  environment: EnvironmentRef;
  copyOf: CopyOf;
  source: {
    spec: EnvironmentSpec;
    release: ReleaseDocument;
    upgrade?: Upgrade;
    /** Everything that was read of its backups, fresh or not. */
    recovery: RecoveryFacts;
  };
  /** The platform has what brings files back from the backup store. */
  restoresFiles: boolean;
  to: ReleaseDocument;
  releases: readonly ReleaseDocument[];
  rehearsals: readonly CopyRehearsal[];
  now: Date;
}

const filesOf = ({ restoresFiles }: CopyFacts) =>
  restoresFiles
    ? finding('pass', 'Filestore', 'is restored from its copy in the store')
    : finding(
        'fail',
        'Filestore',
        'this platform restores no filestores: set odoo.platform.filestore.restoreImage, or copyImage',
      );

/**
 * Whether an environment can begin as the copy of another one: its backups hold the moment, and what is known of the
 * way from its release to the new one is that it can be gone. To another series a release goes only from those that it
 * names, and into production only once the copy of that very source was seen well elsewhere.
 */
export function judgeCopy(facts: CopyFacts): Judgement {
  const { source, to, copyOf } = facts;
  const [from, into] = [source.release.spec.series, to.spec.series];
  return judgementOf(
    [
      databaseOf(facts),
      filesOf(facts),
      ...stillnessOf(facts),
      ...(from === into ? [sameSeries(facts)] : otherSeries(facts)),
    ],
    `${copyOf.environment} can be copied${
      from === into ? '' : `, and migrated from ${from} to ${into}`
    }`,
  );
}

/**
 * A production is not neutralised: beside a source that runs it would send the same mail and work off the same jobs
 * a second time.
 */
function stillnessOf({ environment, copyOf, source }: CopyFacts) {
  if (environment.stage !== 'production') return [];
  const title = 'Source';
  return [
    source.spec.schedule === 'stopped'
      ? finding('pass', title, `${copyOf.environment} is stopped by its spec`)
      : finding(
          'fail',
          title,
          `${copyOf.environment} is not stopped, and two productions must not work with the same data: set its schedule to stopped first`,
        ),
  ];
}

function databaseOf({ copyOf: { environment, at }, source, now }: CopyFacts) {
  const title = 'Backups';
  const restorable = restorableNow({ facts: source.recovery, now });
  if (restorable.state === 'unknown') {
    return finding('error', title, restorable.summary);
  }
  if (restorable.state === 'none') {
    return finding(
      'fail',
      title,
      `${environment} has none that could be restored: ${restorable.summary}`,
    );
  }
  const { to, asOf, database } = restorable;
  const newest = `newest moment of database and filestore ${momentInWords(
    to,
  )}, read ${momentInWords(asOf)}`;
  if (at === undefined) return finding('pass', title, newest);
  const moment = new Date(at).toISOString();
  if (moment > to) {
    return finding(
      'error',
      title,
      `${momentInWords(moment)} is not in the store yet: ${newest}`,
    );
  }
  return windowAt(database.windows, moment)
    ? finding('pass', title, `hold ${momentInWords(moment)}; ${newest}`)
    : finding(
        'fail',
        title,
        `no unbroken run of base backup and WAL covers ${momentInWords(
          moment,
        )}; name another moment`,
      );
}

/** Modules are updated on the copy: back they do not go. */
function sameSeries({ source, to, releases }: CopyFacts) {
  const title = 'Release';
  const { release, upgrade } = source;
  if (stepBetween(release, to, releases).back) {
    return finding(
      'fail',
      title,
      `${to.metadata.name} is older than ${release.metadata.name}, whose data it is: choose that or a newer one`,
    );
  }
  const { allowed, because } = judgeSchemaLeft(upgrade, release, to, releases);
  return finding(
    allowed ? 'pass' : 'fail',
    title,
    allowed ? `${release.metadata.name} to ${to.metadata.name}` : because,
  );
}

function otherSeries(facts: CopyFacts) {
  const { source, to, environment } = facts;
  const { series } = source.release.spec;
  const from = to.spec.upgrade?.from ?? [];
  const left = source.upgrade?.schemaOf;
  return [
    from.includes(series)
      ? finding(
          'pass',
          'Series',
          `${to.metadata.name} migrates from ${from.join(', ')}`,
        )
      : finding(
          'error',
          'Series',
          `${to.metadata.name} does not say that it migrates from ${series}; build it with the migration scripts and write spec.upgrade.from`,
        ),
    ...(left
      ? [
          finding(
            'fail',
            'Schema',
            `the database has the schema of ${left}, which a roll-back left behind: promote to it or a newer one first`,
          ),
        ]
      : []),
    environment.stage === 'production'
      ? rehearsalOf(facts)
      : finding('note', 'Rehearsal', 'this environment is one'),
  ];
}

const newestVerified = ({ rehearsals }: CopyFacts) =>
  rehearsals
    .filter(({ verifiedAt }) => verifiedAt !== undefined)
    .sort((a, b) => a.copyTakenAt.localeCompare(b.copyTakenAt))
    .at(-1);

/**
 * By the release's record, or by an environment that is there and was seen well. A record that is too old does not
 * speak against a younger copy, and one that failed only when it is the younger of the two.
 */
function rehearsalOf(facts: CopyFacts) {
  const { source, to, releases, copyOf, now } = facts;
  const { tenant } = environmentRefSchema.parse(copyOf.environment);
  const step = {
    // What becomes a production is rehearsed on this tenant's data, whichever of its environments it comes from.
    environment: { tenant, stage: 'production' as const },
    spec: source.spec,
    from: source.release,
    to,
    releases,
    // How long people are kept out is for who plans the cut-over.
    windowMs: Infinity,
    now,
  };
  const recorded = judgeRehearsal(step);
  if (recorded.verdict === 'pass') return recorded;
  const newest = newestVerified(facts);
  if (recorded.verdict === 'error') return environmentOf(facts, newest);
  const record = newestRehearsal(step);
  const isOutvoted =
    newest &&
    (record?.outcome !== 'failed' ||
      Date.parse(record.startedAt) < Date.parse(newest.copyTakenAt));
  return isOutvoted ? environmentOf(facts, newest) : recorded;
}

function environmentOf(
  { to, copyOf, rehearsals, now }: CopyFacts,
  newest: CopyRehearsal | undefined,
) {
  const title = 'Rehearsal';
  if (!newest) {
    const [open] = rehearsals;
    return finding(
      'error',
      title,
      open
        ? `${open.environment} has not been seen well with ${to.metadata.name} yet`
        : `not rehearsed: create a pre-production copy of ${copyOf.environment} with ${to.metadata.name} first`,
    );
  }
  const seconds = (now.getTime() - Date.parse(newest.copyTakenAt)) / 1000;
  const of = `${newest.environment}, a copy from ${momentInWords(
    newest.copyTakenAt,
  )}, was seen well`;
  return seconds * 1000 <= COPY_MAX_AGE_DAYS * DAY_MS
    ? finding('pass', title, of)
    : finding(
        'fail',
        title,
        `${of}; it is ${lengthInWords(
          seconds,
        )} old, ${COPY_MAX_AGE_DAYS} days are allowed: rehearse again on a new copy`,
      );
}
