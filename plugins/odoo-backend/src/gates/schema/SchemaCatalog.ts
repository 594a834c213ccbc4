import { isError } from '@backstage/errors';
import Ajv, { AnySchemaObject, ValidateFunction } from 'ajv';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RE2JS } from 're2js';
import { KubernetesObject } from '../changedObjects';
import { groupVersion } from './groupVersion';

/** Parts of a file name that come from a rendered object: nothing else may reach the file system. */
const FILE_NAME_PART = /^[a-z0-9][a-z0-9.-]*$/;

/** Formats that Kubernetes' schemas name and JSON Schema does not know; the types say the rest. */
const KUBERNETES_FORMATS = [
  'int32',
  'int64',
  'double',
  'byte',
  'duration',
  'date-time',
  'password',
  'int-or-string',
  'ip',
  'ipv4',
  'ipv6',
  'cidr',
  'uri',
  'hostname',
  'quantity',
  'uuid',
  'email',
  'date',
];

const isMissing = (error: unknown) => isError(error) && error.code === 'ENOENT';

/**
 * JSON Schemas of Kubernetes kinds in a directory of the layout `<group>/<kind>_<version>.json` (that of
 * github.com/datreeio/CRDs-catalog; the core group is `core`). Compiled on first use, for some of them
 * take a second.
 */
export class SchemaCatalog {
  readonly #directory: string;
  readonly #ajv = new Ajv({
    strict: false,
    allErrors: true,
    logger: false,
    // Operators publish RE2 patterns such as `(?i)`, which the RegExp of JavaScript refuses.
    code: { regExp: re2 },
    formats: Object.fromEntries(KUBERNETES_FORMATS.map(name => [name, true])),
  });
  readonly #validators = new Map<
    string,
    Promise<ValidateFunction | undefined>
  >();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /**
   * What is wrong with the object by its published schema; `undefined` when there is none for its kind.
   * Fails when the schema itself cannot be read.
   */
  async check(object: KubernetesObject): Promise<string[] | undefined> {
    const { group, version } = groupVersion(object.apiVersion);
    const file = `${object.kind.toLowerCase()}_${version}`;
    const folder = group || 'core';
    if (!FILE_NAME_PART.test(folder) || !/^[a-z0-9]+_[a-z0-9]+$/.test(file)) {
      return undefined;
    }
    const path = join(this.#directory, folder, `${file}.json`);
    let validator = this.#validators.get(path);
    if (!validator) {
      validator = this.#compile(path);
      this.#validators.set(path, validator);
      // A failure may pass: it blocks this time only.
      validator.catch(() => this.#validators.delete(path));
    }
    const validate = await validator;
    if (!validate) return undefined;
    return validate(object)
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message }) => `${instancePath || '/'} ${message}`,
        );
  }

  async #compile(path: string): Promise<ValidateFunction | undefined> {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
    const { $id, $schema, ...schema } = JSON.parse(text) as AnySchemaObject;
    return this.#ajv.compile(schema);
  }
}

function re2(pattern: string, _flags: string) {
  const compiled = RE2JS.compile(pattern);
  return { test: (text: string) => compiled.matcher(text).find() };
}
re2.code = 're2';
