import { RestorePlan } from '../../contract/recovery';
import { KnownRestoreTest } from '../assess/input';
import { measuredRestore, testsOfChain } from '../assess/tests';
import { RepositoryReport } from '../report';
import { lengthInWords, momentInWords } from '../words';
import { chooseRestorePoint, windowAt } from './chooseRestorePoint';

export interface RestorePlanInput {
  to: string;
  database: RepositoryReport;
  /** Absent while its copy could not be read. */
  filestore?: RepositoryReport;
  tests: readonly KnownRestoreTest[];
  /** Others on the same database server, `<tenant>/<stage>`. */
  sharedWith: readonly string[];
  now: Date;
}

/** What a restore to a time would take and cost. Nothing is executed; where it cannot be done, it says so plainly. */
export function planRestore(input: RestorePlanInput): RestorePlan {
  const { database, now } = input;
  const to = new Date(input.to).toISOString();
  const impossible = whyNot(input, to);
  if (impossible) return refusal(input, to, impossible);

  const chosen = chooseRestorePoint(database, to);
  if ('refused' in chosen) return refusal(input, to, chosen.refused);
  const { point } = chosen;
  const lostSeconds = (now.getTime() - Date.parse(point.at)) / 1000;
  const segments = segmentsNeeded(database, point.backup, point.segment);
  const estimate = estimateOf(input);
  const sentences = [
    `To ${momentInWords(to)} loses ${lengthInWords(lostSeconds)}`,
    `needs base ${point.backup} and ${
      segments === null ? 'the WAL after it' : `${segments} WAL segments`
    }`,
    estimate.estimatedSeconds === null
      ? 'duration never measured'
      : `about ${lengthInWords(estimate.estimatedSeconds)}, ${
          estimate.estimateBasis
        }`,
    input.sharedWith.length === 0
      ? 'touches nobody else'
      : `touches ${input.sharedWith.length} other tenants unless restored aside`,
    ...filesRemark(input, point.at),
  ];
  return {
    to,
    possible: true,
    summary: `${sentences.join('; ')}.`,
    point,
    lostSeconds,
    backup: point.backup,
    segments,
    ...estimate,
    alsoTouched: [...input.sharedWith],
    nearest: { before: point.at, after: null },
  };
}

function whyNot(
  { database, filestore, now }: RestorePlanInput,
  to: string,
): string | undefined {
  if (to > now.toISOString()) return `${momentInWords(to)} lies ahead`;
  const newest = database.newestRestorePoint;
  if (newest === null) return 'The store holds no restorable database';
  if (to > newest) {
    return `The newest restorable moment is ${momentInWords(newest)}`;
  }
  if (!windowAt(database.windows, to)) {
    return `No unbroken run of base backup and WAL covers ${momentInWords(to)}`;
  }
  if (!filestore) return 'The copy of the filestore could not be read';
  return filestore.newestRestorePoint === null
    ? 'The store holds no restorable filestore'
    : undefined;
}

/** An older filestore leaves the newest attachments without their files. */
function filesRemark({ filestore }: RestorePlanInput, at: string): string[] {
  const files = filestore?.newestRestorePoint;
  if (!files || files >= at) return [];
  return [
    `attachments added after ${momentInWords(
      files,
    )} would be missing their files`,
  ];
}

/** Segments of the plan's base up to the point; null when the base is not the one the chain starts from. */
function segmentsNeeded(
  { chain }: RepositoryReport,
  backup: string,
  segment: string,
): number | null {
  if (!chain || chain.backup !== backup) return null;
  const number = (name: string) => {
    const perLog = BigInt(2 ** 32) / BigInt(chain.segmentBytes);
    return (
      BigInt(`0x${name.slice(8, 16)}`) * perLog + BigInt(`0x${name.slice(16)}`)
    );
  };
  return Number(number(segment) - number(chain.startSegment)) + 1;
}

function estimateOf({
  tests,
  database,
}: RestorePlanInput): Pick<RestorePlan, 'estimatedSeconds' | 'estimateBasis'> {
  const passed = testsOfChain(tests, database).find(
    ({ outcome }) => outcome === 'passed',
  );
  const seconds = passed && measuredRestore(passed, database);
  return seconds === undefined
    ? {
        estimatedSeconds: null,
        estimateBasis: 'no restore test of this chain has passed',
      }
    : {
        estimatedSeconds: seconds,
        estimateBasis: 'from the last restore test, scaled by size',
      };
}

function refusal(
  { database, sharedWith, tests, filestore, now }: RestorePlanInput,
  to: string,
  reason: string,
): RestorePlan {
  const before = database.windows
    .filter(({ from }) => from <= to)
    .map(window => (window.to < to ? window.to : to))
    .sort()
    .at(-1);
  const after = database.windows
    .map(({ from }) => from)
    .filter(from => from > to)
    .sort()[0];
  return {
    to,
    possible: false,
    summary: `Cannot be done: ${reason}.`,
    point: null,
    lostSeconds: null,
    backup: null,
    segments: null,
    ...estimateOf({ to, database, filestore, tests, sharedWith, now }),
    alsoTouched: [...sharedWith],
    // The same moment is no way out of a refusal that has another reason.
    nearest: {
      before: before && before < to ? before : null,
      after: after ?? null,
    },
  };
}
