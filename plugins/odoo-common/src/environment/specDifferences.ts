import { EnvironmentSpec } from './spec';

export interface SpecDifference {
  /** Such as `spec.data.databaseGiB`. */
  path: string;
  from: string;
  to: string;
}

/** Fields of two specs that differ, by path; the release is compared by itself. */
export function specDifferences(
  from: EnvironmentSpec,
  to: EnvironmentSpec,
): SpecDifference[] {
  const [before, after] = [leaves(from, 'spec'), leaves(to, 'spec')];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter(path => path !== 'spec.odoo.release')
    .map(path => ({
      path,
      from: before.get(path) ?? 'not set',
      to: after.get(path) ?? 'not set',
    }))
    .filter(difference => difference.from !== difference.to)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A list is one value: its order may mean something. */
function leaves(value: unknown, path: string): Map<string, string> {
  if (value === undefined) return new Map();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return new Map([[path, inWords(value)]]);
  }
  return new Map(
    Object.entries(value).flatMap(([name, inner]) => [
      ...leaves(inner, `${path}.${name}`),
    ]),
  );
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What an environment is by its nature: it says nothing of what a test there proves. */
const OF_ITS_OWN = new Set([
  'spec.owner',
  'spec.hostnames',
  'spec.expires',
  'spec.hold',
  'spec.restartedAt',
  'spec.copyOf.environment',
  'spec.copyOf.at',
]);

/** Where an environment is unlike the next stage of its tenant: a green one here does not prove it there. */
export function parityDifferences(
  here: EnvironmentSpec,
  there: EnvironmentSpec,
): { what: string; here: string; there: string }[] {
  const releases = [here, there].map(({ odoo }) => odoo.release);
  const [own, next] = releases;
  return [
    ...(own === next ? [] : [{ what: 'Release', here: own, there: next }]),
    ...specDifferences(here, there)
      .filter(({ path }) => !OF_ITS_OWN.has(path))
      .map(({ path, from, to }) => ({
        what: path.replace(/^spec\./, ''),
        here: from,
        there: to,
      })),
  ];
}
