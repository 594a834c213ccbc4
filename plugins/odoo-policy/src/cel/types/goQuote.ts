const ESCAPES: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

/** A text in quotes, as `strings.quote` of cel-go writes it. */
export function goQuote(text: string): string {
  const escaped = Array.from(text, character =>
    // Half a character cannot be written.
    /^[\ud800-\udfff]$/.test(character)
      ? '\ufffd'
      : ESCAPES[character] ?? character,
  );
  return `"${escaped.join('')}"`;
}
