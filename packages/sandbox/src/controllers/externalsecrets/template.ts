const FUNCTIONS: Record<string, (text: string) => string> = {
  toString: (text: string) => text,
  trim: text => text.trim(),
  urlquery: encodeURIComponent,
  quote: text => JSON.stringify(text),
  b64enc: text => Buffer.from(text).toString('base64'),
  b64dec: text => Buffer.from(text, 'base64').toString(),
};

/**
 * Fills `{{ .name | function }}` in. Source: External Secrets documentation, "Advanced
 * Templating"; of the language, values and pipes are known here. Fails on anything else, so
 * that a template which would not work on a cluster does not seem to work here.
 */
export function renderTemplate(
  template: string,
  values: Readonly<Record<string, string>>,
): string {
  return template.replaceAll(/\{\{-?\s*(.*?)\s*-?\}\}/g, (_match, text) => {
    const [path, ...pipes] = String(text)
      .split('|')
      .map(part => part.trim());
    const name = /^\.([A-Za-z_]\w*)$/.exec(path)?.[1];
    const value = name === undefined ? undefined : values[name];
    if (value === undefined) {
      throw new Error(`unable to execute template: no value for ${path}`);
    }
    return pipes.reduce((result, pipe) => {
      const apply = FUNCTIONS[pipe];
      if (!apply) {
        throw new Error(
          `unable to parse template: function "${pipe}" not defined`,
        );
      }
      return apply(result);
    }, value);
  });
}
