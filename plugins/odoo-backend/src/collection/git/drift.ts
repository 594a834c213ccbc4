import { autoscalingFile } from '@plumbline/plugin-odoo-golden-path';
import { RegisteredEnvironment } from '../../registry';

export interface Drift {
  path: string;
  /** What the repository did to the file, against what the golden path renders. */
  difference: 'missing' | 'edited' | 'unexpected';
}

/** The file that cannot be compared: what its floors should be, a calendar says that nobody can read. */
function uncompared(environment: RegisteredEnvironment): string | undefined {
  return environment.unreadCalendars().length > 0
    ? autoscalingFile(environment)
    : undefined;
}

/** Where the repository differs from what the golden path renders, by object ids alone; sorted by path. */
export function findDrift(
  environment: RegisteredEnvironment,
  files: ReadonlyMap<string, string>,
  /** Files that belong to the environment, wherever they stand. */
  present: readonly string[],
): Drift[] {
  const rendered = environment.renderedBlobs();
  const unknown = uncompared(environment);
  const wrong = [...rendered].flatMap(([path, blob]): Drift[] => {
    if (path === unknown && files.has(path)) return [];
    const found = files.get(path);
    if (found === undefined) return [{ path, difference: 'missing' }];
    return found === blob ? [] : [{ path, difference: 'edited' }];
  });
  const unexpected = present
    .filter(path => !rendered.has(path))
    .map((path): Drift => ({ path, difference: 'unexpected' }));
  return [...wrong, ...unexpected].sort((a, b) => (a.path < b.path ? -1 : 1));
}
