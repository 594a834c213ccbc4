import Ajv from 'ajv';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ROOT } from '../plugins';
import { Manifest } from './manifests';

const SCHEMAS = resolve(ROOT, '../shared/fixtures/kubernetes/schemas');

export const schemasPresent = existsSync(SCHEMAS);

/** What is wrong with an object by the schema that its API publishes; a kind without a schema is wrong as well. */
export function problemsOf(object: Manifest): string[] {
  const [version, group = 'core'] = object.apiVersion.split('/').reverse();
  const path = resolve(
    SCHEMAS,
    group,
    `${object.kind.toLowerCase()}_${version}.json`,
  );
  if (!existsSync(path)) return [`no schema for ${group}/${object.kind}`];
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
  validate(object);
  return (validate.errors ?? []).map(
    ({ instancePath, message }) =>
      `${object.kind}/${object.metadata.name}${instancePath} ${message}`,
  );
}
