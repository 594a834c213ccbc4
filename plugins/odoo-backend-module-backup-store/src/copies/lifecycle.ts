import { LifecycleRule } from './armShapes';

/**
 * The rules that delete or archive what lies under one of the prefixes, in words. Rules compare with
 * `<container>/<name>`, as text from the beginning.
 *
 * @param prefixes - such as `container/folder/`
 */
export function rulesThatEndBackups(
  rules: readonly LifecycleRule[],
  prefixes: readonly string[],
): string[] {
  return rules.flatMap(({ name, enabled, definition }) => {
    const { filters, actions } = definition;
    const touched =
      enabled !== false &&
      (filters?.blobTypes ?? ['blockBlob']).includes('blockBlob') &&
      overlaps(filters?.prefixMatch ?? [], prefixes);
    if (!touched) return [];
    const effects = [
      ...effect('deletes', actions.baseBlob?.delete),
      ...effect('archives', actions.baseBlob?.tierToArchive),
    ];
    return effects.length ? [`Rule ${name} ${effects.join(' and ')}`] : [];
  });
}

/** A rule without prefixes is for everything. */
function overlaps(
  matched: readonly string[],
  prefixes: readonly string[],
): boolean {
  return (
    matched.length === 0 ||
    matched.some(match =>
      prefixes.some(
        prefix => prefix.startsWith(match) || match.startsWith(prefix),
      ),
    )
  );
}

type Age = NonNullable<
  LifecycleRule['definition']['actions']['baseBlob']
>['delete'];

function effect(verb: string, age: Age): string[] {
  if (!age) return [];
  const clocks: [number | null | undefined, string][] = [
    [age.daysAfterModificationGreaterThan, 'the last change'],
    [age.daysAfterCreationGreaterThan, 'creation'],
    [age.daysAfterLastAccessTimeGreaterThan, 'the last access'],
  ];
  const [first] = clocks.flatMap(([days, since]) =>
    typeof days === 'number' ? [`${verb} ${days} days after ${since}`] : [],
  );
  return [first ?? verb];
}
