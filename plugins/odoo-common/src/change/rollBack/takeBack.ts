import { CheckFacts, checkSpec } from '../../environment/check';
import { EnvironmentRef } from '../../environment/ref';
import { EnvironmentSpec } from '../../environment/spec';
import { specDifferences } from '../../environment/specDifferences';
import { rebaseSpec } from '../rebaseSpec';

/** What decides how strictly an environment is kept, for whom, and whether releases may come: one approval and no gate of a tier is too little. */
const OF_AN_UPDATE: ReadonlySet<string> = new Set([
  'spec.tier',
  'spec.owner',
  'spec.legalEntities',
  'spec.residency',
  'spec.hold',
]);

const fields = (from: EnvironmentSpec, to: EnvironmentSpec) =>
  specDifferences(from, to).map(({ path }) => path);

/**
 * The spec without what one change did to it: what came after the change stays, and so does the release. A volume
 * that has grown stays as large. A problem says why there is none.
 *
 * @param change - the spec that it changed, and what it made of it
 * @param present - the spec of the environment now
 */
export function takeBack(
  ref: EnvironmentRef,
  change: { baseSpec: EnvironmentSpec; spec: EnvironmentSpec },
  present: EnvironmentSpec,
  facts: Omit<CheckFacts, 'previous' | 'movesRelease'>,
): { spec: EnvironmentSpec } | { problem: string } {
  const changed = fields(change.baseSpec, change.spec);
  const since = new Set(fields(change.spec, present));
  const overtaken = changed.filter(
    path => since.has(path) && !path.startsWith('spec.data.'),
  );
  if (overtaken.length > 0) {
    const problem = `${overtaken.join(
      ', ',
    )} was changed again since: propose what it should be as an update`;
    return { problem };
  }
  const spec = earlier(change, present);
  const problem =
    problemOfUpdate(present, spec) ??
    checkSpec(ref, spec, { ...facts, previous: present, movesRelease: true })
      .map(({ path, message }) => `${path}: ${message}`)
      .at(0);
  if (problem !== undefined) return { problem };
  return fields(present, spec).length > 0
    ? { spec }
    : { problem: 'nothing of what it did is left that could be taken back' };
}

/** Why a spec is none that a roll-back of the configuration may lead to; undefined: it may. */
export function problemOfUpdate(
  present: EnvironmentSpec,
  spec: EnvironmentSpec,
): string | undefined {
  const strict = fields(present, spec).filter(path => OF_AN_UPDATE.has(path));
  return strict.length > 0
    ? `${strict.join(
        ', ',
      )} would change, which takes the gates and approvals of an update: propose it as an update`
    : undefined;
}

function earlier(
  { baseSpec, spec }: { baseSpec: EnvironmentSpec; spec: EnvironmentSpec },
  present: EnvironmentSpec,
): EnvironmentSpec {
  const rebased = rebaseSpec(spec, baseSpec, present);
  const larger = (size: keyof EnvironmentSpec['data']) =>
    Math.max(rebased.data[size], present.data[size]);
  return {
    ...rebased,
    odoo: present.odoo,
    data: {
      databaseGiB: larger('databaseGiB'),
      filestoreGiB: larger('filestoreGiB'),
    },
  };
}
