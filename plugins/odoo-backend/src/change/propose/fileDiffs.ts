import { FileChange } from '@plumbline/plugin-odoo-common';
import { createTwoFilesPatch } from 'diff';
import { PreparedChange } from './PreparedChange';

const NO_FILE = '/dev/null';

/** Unified diff of every file that is another or gone in the end, in the order of the paths. */
export function fileDiffs({
  touched,
  removed,
  base,
}: Pick<PreparedChange, 'touched' | 'removed' | 'base'>): FileChange[] {
  return [...(removed ?? touched)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, after]) => {
      const before = base.get(path);
      return {
        path,
        action: actionOf(before, after),
        diff: createTwoFilesPatch(
          before === undefined ? NO_FILE : `a/${path}`,
          after === undefined ? NO_FILE : `b/${path}`,
          before ?? '',
          after ?? '',
        ),
      };
    });
}

function actionOf(
  before: string | undefined,
  after: string | undefined,
): FileChange['action'] {
  if (after === undefined) return 'delete';
  return before === undefined ? 'add' : 'modify';
}
