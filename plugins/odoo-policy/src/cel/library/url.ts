import type { Environment } from '@marcbachmann/cel-js';
import { CelEvaluationError } from '../errors';
import { GoUrl, parseGoUrl } from '../types/GoUrl';
import { declare } from './declare';

const TYPE = 'kubernetes.URL';

class CelUrl {
  readonly text: string;
  readonly parts: GoUrl;

  constructor(text: string) {
    const parts = parseGoUrl(text);
    if (!parts) throw new CelEvaluationError(`'${text}' is not a URL`);
    this.text = text;
    this.parts = parts;
  }
}

/** `url()`, `isURL()` and the parts of a URL. */
export function registerUrl(environment: Environment): void {
  environment.registerType(TYPE, { ctor: CelUrl, fields: {} });
  environment.registerOperator(
    `${TYPE} == ${TYPE}`,
    (a: CelUrl, b: CelUrl) => a.text === b.text,
  );
  declare(environment, {
    'isURL(string): bool': (text: string) => parseGoUrl(text) !== undefined,
    [`url(string): ${TYPE}`]: (text: string) => new CelUrl(text),
    [`${TYPE}.getScheme(): string`]: (url: CelUrl) => url.parts.scheme,
    [`${TYPE}.getHost(): string`]: (url: CelUrl) => url.parts.host,
    [`${TYPE}.getHostname(): string`]: (url: CelUrl) => url.parts.hostname,
    [`${TYPE}.getPort(): string`]: (url: CelUrl) => url.parts.port,
    [`${TYPE}.getEscapedPath(): string`]: (url: CelUrl) =>
      url.parts.escapedPath,
    [`${TYPE}.getQuery(): map<string, list<string>>`]: (url: CelUrl) =>
      url.parts.query,
  });
}
