/** A metric by its name, with labels that must be equal: all of PromQL that is spoken here. */
export interface Selector {
  metric: string;
  labels: Record<string, string>;
}

const SELECTOR =
  /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(?:\{\s*((?:[a-zA-Z_][a-zA-Z0-9_]*\s*=\s*"[^"\\]*"\s*,?\s*)*)\})?\s*$/;
const MATCHER = /([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"([^"\\]*)"/g;

/** Undefined: it is another expression. */
export function parseSelector(text: string): Selector | undefined {
  const found = SELECTOR.exec(text);
  if (!found) return undefined;
  const [, metric, matchers = ''] = found;
  const labels = Object.fromEntries(
    [...matchers.matchAll(MATCHER)].map(([, name, value]) => [name, value]),
  );
  return { metric, labels };
}
