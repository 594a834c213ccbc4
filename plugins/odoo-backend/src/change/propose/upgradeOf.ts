import {
  EnvironmentSpec,
  ReleaseDocument,
  Upgrade,
  formatEnvironmentRef,
  nextUpgrade,
  upgradeOfCopy,
} from '@plumbline/plugin-odoo-common';
import { isDeepStrictEqual } from 'node:util';
import { RegisteredEnvironment, RegistrySnapshot } from '../../registry';
import { Governed } from './governed';
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
 * The step to a release that was pushed. Who pushed it as the portal would have rendered it has the database migrated by
 * the very same step; anything else is counted on from, and the step is taken once more.
 */
export async function judgedUpgrade(
  {
    standing,
    governed,
    present,
  }: {
    standing: RegisteredEnvironment;
    governed: Governed | undefined;
    present: RegisteredEnvironment | undefined;
  },
  ...move: [EnvironmentSpec, ReleaseDocument, WorldOfChange]
): Promise<Upgrade | undefined> {
  const upgrade = governed?.document?.upgrade;
  const document = { ...standing.document, upgrade };
  const expected = await upgradeOf({ ...standing, document }, ...move);
  return isDeepStrictEqual(expected, present?.document.upgrade)
    ? expected
    : upgradeOf(standing, ...move);
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
