import { Duration } from 'luxon';
import { ReleaseDocument } from '../release/release';
import { SCHEMA_CLASSES } from '../release';
import { migrates } from '../environment/upgrade';
import { ChangeWindows } from './changeWindows';

/** One thing that a change has to leave time for. */
export interface LengthPart {
  title: string;
  seconds: number;
  /** Where the number comes from. */
  because: string;
}

export interface LengthInput {
  windows: ChangeWindows;
  /** What the step does to the database; absent: it brings no other release. */
  schemaClass?: (typeof SCHEMA_CLASSES)[number];
  release: ReleaseDocument;
  environment: { tenant: string; databaseGiB: number };
  /** ISO 8601: of the tier's promise, which what cannot go back by image alone is restored within. */
  rto?: string;
  /** Of what copies a database to another series, or stops production for it. */
  copy?: {
    /** From the commit of the rehearsal until it was well; absent: it was not seen. */
    rehearsedSeconds?: number;
  };
}

const seconds = (duration: string) => Duration.fromISO(duration).as('seconds');
const PRESET = 'preset of the platform';

/** Of a change that migrates nothing. */
export function plainChangeLength({
  durations: { start, verification, rollBack: back },
}: ChangeWindows): LengthPart[] {
  return [
    { title: 'Start', seconds: seconds(start), because: PRESET },
    { title: 'Verification', seconds: seconds(verification), because: PRESET },
    { title: 'Roll-back', seconds: seconds(back), because: PRESET },
  ];
}

/** What a change takes from its first step to the end of a roll-back: if it goes wrong, it is back before anybody needs it. */
export function changeLength(input: LengthInput): LengthPart[] {
  const [start, verification, back] = plainChangeLength(input.windows);
  if (input.copy) return [start, ...copy(input), verification, back];
  return input.schemaClass && migrates(input.schemaClass)
    ? [start, migration(input), verification, rollBack(input, back)]
    : [start, verification, back];
}

/**
 * The longest rehearsal that passed, of the tenant's own copies where there are any. A larger database than the
 * rehearsed one takes longer by as much as it is larger.
 */
function migration({ windows, release, environment }: LengthInput): LengthPart {
  const title = 'Migration';
  const passed = (release.spec.evidence?.rehearsals ?? []).filter(
    ({ outcome, databaseGiB }) => outcome === 'passed' && databaseGiB > 0,
  );
  const own = passed.filter(({ copyOf }) =>
    copyOf.startsWith(`${environment.tenant}/`),
  );
  const [longest] = (own.length > 0 ? own : passed)
    .map(({ copyOf, databaseGiB, durationSeconds }) => ({
      copyOf,
      databaseGiB,
      seconds:
        durationSeconds * Math.max(1, environment.databaseGiB / databaseGiB),
    }))
    .sort((a, b) => b.seconds - a.seconds);
  if (!longest) {
    return {
      title,
      seconds: seconds(windows.durations.migration),
      because: `${PRESET}: no rehearsal of ${release.metadata.name} is recorded`,
    };
  }
  const { copyOf, databaseGiB } = longest;
  return {
    title,
    seconds: longest.seconds,
    because: `rehearsed on a copy of ${copyOf} with ${databaseGiB} GiB`,
  };
}

/** People are kept out from the stop of the old one until the copy is migrated. */
function copy(input: LengthInput): LengthPart[] {
  const { copy: { rehearsedSeconds } = {}, rto } = input;
  if (rehearsedSeconds !== undefined) {
    return [
      {
        title: 'Copy and migration',
        seconds: rehearsedSeconds,
        because: 'as the rehearsal of the series upgrade took',
      },
    ];
  }
  const restore = rto !== undefined && {
    title: 'Copy',
    seconds: seconds(rto),
    because: 'a restore, by the RTO of the tier',
  };
  return [...(restore ? [restore] : []), migration(input)];
}

/** After a breaking step the older code cannot read the database: going back means to restore. */
function rollBack(
  { schemaClass, rto }: LengthInput,
  preset: LengthPart,
): LengthPart {
  const restore = rto === undefined ? 0 : seconds(rto);
  return schemaClass === 'breaking' && restore > preset.seconds
    ? {
        title: preset.title,
        seconds: restore,
        because: 'a restore, by the RTO of the tier',
      }
    : preset;
}

/** What all parts take together. */
export const totalSeconds = (length: readonly LengthPart[]): number =>
  length.reduce((sum, part) => sum + part.seconds, 0);
