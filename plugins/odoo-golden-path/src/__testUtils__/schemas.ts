import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv, { ValidateFunction } from 'ajv';
import { RE2JS } from 're2js';
import { Manifest } from '../manifest/manifest';

const SCHEMAS = resolve(
  __dirname,
  '../../../../../shared/fixtures/kubernetes/schemas',
);

export const schemasPresent = existsSync(SCHEMAS);

/** Go's expressions, as custom resource definitions write them. */
const goRegExp = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(pattern);
    return {
      test: (text: string) => compiled.matcher(text).find(),
      // ajv tells expressions apart by this: without it all schemas share the first one.
      toString: () => pattern,
    };
  },
  { code: 'goRegExp' },
);

/** Newer than the published schemas: CloudNativePG has it since 1.30. */
const UNPUBLISHED = new Set(['postgresql.cnpg.io/databaserole_v1.json']);

/** Published schemas by group, version and kind, each compiled once when first met. */
export class PublishedSchemas {
  readonly #ajv = new Ajv({
    strict: false,
    validateFormats: false,
    code: { regExp: goRegExp },
  });
  readonly #compiled = new Map<string, ValidateFunction>();

  /** What is wrong with an object; a kind without a schema is wrong as well. */
  problemsOf(object: Manifest): string[] {
    const file = fileOf(object);
    if (UNPUBLISHED.has(file)) return [];
    const path = resolve(SCHEMAS, file);
    if (!existsSync(path)) return [`no schema ${file}`];
    const validate =
      this.#compiled.get(file) ??
      this.#ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
    this.#compiled.set(file, validate);
    validate(object);
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${object.kind}/${
          object.metadata.name
        }${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }
}

function fileOf({ apiVersion, kind }: Manifest): string {
  const [version, group = 'core'] = apiVersion.split('/').reverse();
  return `${group}/${kind.toLowerCase()}_${version}.json`;
}
