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
}

const seconds = (duration: string) => Duration.fromISO(duration).as('seconds');
const PRESET = 'preset of the platform';

/** What a change takes from its first step to the end of a roll-back: if it goes wrong, it is back before anybody needs it. */
export function changeLength(input: LengthInput): LengthPart[] {
  const { windows, schemaClass = 'none' } = input;
  const { start, verification } = windows.durations;
  return [
    { title: 'Start', seconds: seconds(start), because: PRESET },
    ...(migrates(schemaClass) ? [migration(input)] : []),
    { title: 'Verification', seconds: seconds(verification), because: PRESET },
    rollBack(input),
  ];
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

/** After a breaking step the older code cannot read the database: going back means to restore. */
function rollBack({ windows, schemaClass, rto }: LengthInput): LengthPart {
  const title = 'Roll-back';
  const preset = seconds(windows.durations.rollBack);
  const restore = rto === undefined ? 0 : seconds(rto);
  return schemaClass === 'breaking' && restore > preset
    ? { title, seconds: restore, because: 'a restore, by the RTO of the tier' }
    : { title, seconds: preset, because: PRESET };
}
