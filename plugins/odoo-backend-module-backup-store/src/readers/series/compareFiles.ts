import { damaged, Examination, Problem } from './Examination';

/** Below this part of the backup before, something was probably lost; below the other, almost everything. */
const SHRUNK = 0.9;
const COLLAPSED = 0.1;

export function compareAmounts(
  current: Examination,
  previous: Examination | undefined,
): Problem[] {
  return Object.entries(previous?.amounts ?? {}).flatMap(
    ([what, before]): Problem[] => {
      const now = current.amounts[what];
      if (now === undefined || now >= before * SHRUNK) return [];
      const summary = `${what}: ${now}, after ${before} in the backup before.`;
      const action =
        'Find out what is missing; if it was deleted on purpose, the next backup is compared with this one.';
      return now < before * COLLAPSED
        ? [damaged('collapsed', summary, action)]
        : [{ code: 'shrunk', effect: 'doubtful', summary, action }];
    },
  );
}

/**
 * The backup of another database under this one's name restores a stranger's data.
 *
 * @param named - the database as the file's name tells; undefined when it follows no convention
 * @param before - the database in the backup before
 */
export function compareDatabases(
  database: string | undefined,
  before: string | undefined,
  named: string | undefined,
): Problem[] {
  if (database === undefined || database === (named ?? before ?? database)) {
    return [];
  }
  const action =
    'Check which database the schedule dumps, and name the files after it.';
  if (before !== undefined && before !== database) {
    const summary = `It holds the database ${database}, the backup before holds ${before}.`;
    return [damaged('wrong-database', summary, action)];
  }
  const summary = `It holds the database ${database} and is named after ${named}.`;
  return [{ code: 'other-name', effect: 'doubtful', summary, action }];
}
