import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { RawObject } from './objects';

/** Status objects of real controllers, kept outside the repository. */
const SAMPLES = resolve(
  __dirname,
  '../../../../../shared/fixtures/kubernetes/samples',
);

export const haveSamples = existsSync(SAMPLES);

/** A sample under the name that the plan gives the object; all else is as the controller wrote it. */
export function sample(
  file: string,
  name: string,
  namespace: string,
  labels?: Record<string, string>,
): RawObject {
  const object = parse(readFileSync(resolve(SAMPLES, `${file}.yaml`), 'utf8'));
  return {
    ...object,
    metadata: {
      ...object.metadata,
      name,
      namespace,
      labels: { ...object.metadata.labels, ...labels },
    },
  };
}
