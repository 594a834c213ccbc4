import type { KindTable, ResourceKind } from '../kinds';

/** One group with the kinds of each of its versions. */
export interface ApiGroup {
  group: string;
  versions: { version: string; kinds: ResourceKind[] }[];
}

/** The groups of a cluster, in the order of the kind table, which is kubectl's priority. */
export function apiGroups(table: KindTable): ApiGroup[] {
  const groups = new Map<string, Map<string, ResourceKind[]>>();
  for (const kind of table.kinds) {
    const versions = groups.get(kind.group) ?? new Map();
    groups.set(kind.group, versions);
    versions.set(kind.version, [...(versions.get(kind.version) ?? []), kind]);
  }
  return [...groups].map(([group, versions]) => ({
    group,
    versions: [...versions].map(([version, kinds]) => ({ version, kinds })),
  }));
}
