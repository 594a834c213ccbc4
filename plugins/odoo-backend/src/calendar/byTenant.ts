/**
 * What a collection of a snapshot holds of one tenant. It is grouped once: a snapshot never changes, and who asks for
 * one tenant mostly asks for all of them.
 */
export function byTenant<Collection extends object, Item>(
  itemsOf: (collection: Collection) => Iterable<Item>,
  tenantOf: (item: Item) => string,
): (collection: Collection, tenant: string) => readonly Item[] {
  const known = new WeakMap<Collection, Map<string, Item[]>>();
  return (collection, tenant) => {
    const grouped = known.get(collection) ?? new Map<string, Item[]>();
    if (!known.has(collection)) {
      known.set(collection, grouped);
      for (const item of itemsOf(collection)) {
        const items = grouped.get(tenantOf(item));
        if (items) items.push(item);
        else grouped.set(tenantOf(item), [item]);
      }
    }
    return grouped.get(tenant) ?? [];
  };
}
