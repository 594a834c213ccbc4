import type { CST } from 'yaml';

/**
 * How deeply collections are nested in a parsed but not yet composed YAML
 * token. Does not recurse: this is what protects the code that does.
 */
export function nestingOf(root: CST.Token): number {
  let deepest = 0;
  const pending: { token: CST.Token; depth: number }[] = [
    { token: root, depth: 0 },
  ];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { token, depth } = next;
    deepest = Math.max(deepest, depth);
    for (const child of childrenOf(token)) {
      pending.push({ token: child, depth: depth + 1 });
    }
  }
  return deepest;
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  const items: { key?: CST.Token | null; value?: CST.Token }[] = token.items;
  return items.flatMap(({ key, value }) => [
    ...(key ? [key] : []),
    ...(value ? [value] : []),
  ]);
}
