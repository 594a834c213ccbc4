import type { ReleasedModule } from './release';

export interface ModuleDifferences {
  added: ReleasedModule[];
  removed: ReleasedModule[];
  changed: { name: string; from: string; to: string }[];
  /** How many are the same in both. */
  same: number;
}

/** What is in one release and not in the other, each by name. */
export function compareModules(
  from: readonly ReleasedModule[],
  to: readonly ReleasedModule[],
): ModuleDifferences {
  const before = new Map(from.map(module => [module.name, module]));
  const after = new Map(to.map(module => [module.name, module]));
  const both = to.flatMap(({ name, version }) => {
    const former = before.get(name);
    return former ? [{ name, from: former.version, to: version }] : [];
  });
  const byName = (a: { name: string }, b: { name: string }) =>
    a.name < b.name ? -1 : 1;
  const changed = both.filter(module => module.from !== module.to).sort(byName);
  return {
    added: to.filter(({ name }) => !before.has(name)).sort(byName),
    removed: from.filter(({ name }) => !after.has(name)).sort(byName),
    changed,
    same: both.length - changed.length,
  };
}
