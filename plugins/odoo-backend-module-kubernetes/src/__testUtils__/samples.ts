import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { RawObject } from './objects';

/** Status objects of real controllers, kept outside the repository. */
const SAMPLES = resolve(
  __dirname,
  '../../../../../shared/fixtures/kubernetes/samples',
);

export const haveSamples = existsSync(SAMPLES);

/** Every sample there is, as `<kind>/<case>`. */
export function allSamples(): string[] {
  return readdirSync(SAMPLES, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(resolve(SAMPLES, name)).map(
        file => `${name}/${file.replace(/\.yaml$/, '')}`,
      ),
    );
}

/** A sample, some of which have no namespace, as the controller wrote it. */
export function rawSample(file: string): RawObject {
  const object = parse(readFileSync(resolve(SAMPLES, `${file}.yaml`), 'utf8'));
  return { ...object, metadata: { namespace: 'default', ...object.metadata } };
}

/** A sample under the name that the plan gives the object; all else is as the controller wrote it. */
export function sample(
  file: string,
  name: string,
  namespace: string,
  labels?: Record<string, string>,
): RawObject {
  const object = rawSample(file);
  return {
    ...object,
    metadata: {
      ...object.metadata,
      name,
      namespace,
      labels: { ...(object.metadata.labels ?? {}), ...labels },
    },
  };
}
