import { parseAllDocuments } from 'yaml';
import type { NewObject } from '../../kubernetes';

/** The objects of one file; fails with where the YAML is wrong. */
export function parseManifests(text: string, path: string): NewObject[] {
  return parseAllDocuments(text).flatMap(document => {
    const [error] = document.errors;
    if (error) throw new Error(`${path}: ${error.message}`);
    const object: unknown = document.toJS();
    if (object === null || object === undefined) return [];
    if (!isManifest(object)) {
      throw new Error(`${path}: not an object with apiVersion, kind and name`);
    }
    return [object];
  });
}

function isManifest(value: unknown): value is NewObject {
  if (typeof value !== 'object' || value === null) return false;
  const { apiVersion, kind, metadata } = value as Partial<NewObject>;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    typeof metadata?.name === 'string'
  );
}
