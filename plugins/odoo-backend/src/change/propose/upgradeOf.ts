import {
  EnvironmentSpec,
  ReleaseDocument,
  Upgrade,
  formatEnvironmentRef,
  migrates,
  nextUpgrade,
  upgradeOfCopy,
} from '@plumbline/plugin-odoo-common';
import { isDeepStrictEqual } from 'node:util';
import { RegisteredEnvironment, RegistrySnapshot } from '../../registry';
import { WorldOfChange } from './PreparedChange';

/**
 * The step to the release; a change of something else ends the one before once that has been seen to be taken, a
 * change of nothing leaves it.
 */
export async function upgradeOf(
  before: RegisteredEnvironment,
  spec: EnvironmentSpec,
  release: ReleaseDocument,
  { snapshot, store }: WorldOfChange,
): Promise<Upgrade | undefined> {
  const { upgrade } = before.document;
  if (isDeepStrictEqual(spec, before.spec)) return upgrade;
  return nextUpgrade(upgrade, before.release, release, {
    releases: [...snapshot.releases.values()],
    taken:
      upgrade?.step !== undefined &&
      (await store.arrivedAt(
        formatEnvironmentRef(before),
        before.release.metadata.name,
      )),
  });
}

/**
 * The step to a release that was pushed. What its files made of the database nobody knows, whatever its document says:
 * a number that the step would have had may be stamped already, so a migration counts on past it and is run once more.
 */
export async function judgedUpgrade(
  standing: RegisteredEnvironment,
  ...move: [EnvironmentSpec, ReleaseDocument, WorldOfChange]
): Promise<Upgrade | undefined> {
  const expected = await upgradeOf(standing, ...move);
  if (!expected?.step || !migrates(expected.step.class)) return expected;
  return { ...expected, schema: expected.schema + 1 };
}

/** The source may have moved to another release since the copy was proposed: then it is another change. */
export function copiedUpgrade(
  { copyOf }: EnvironmentSpec,
  release: ReleaseDocument,
  { environments, releases }: RegistrySnapshot,
): Upgrade | undefined {
  const source = copyOf && environments.get(copyOf.environment);
  if (!source) return undefined;
  const { upgrade } = source.document;
  return upgradeOfCopy({ release: source.release, upgrade }, release, [
    ...releases.values(),
  ]);
}
