import {
  Platform,
  ProposeRollout,
  Rollout,
  Tier,
  formatEnvironmentRef,
  orderOfTurns,
  ringOf,
  stepBetween,
} from '@plumbline/plugin-odoo-common';
import { randomUUID } from 'node:crypto';
import { RegisteredEnvironment, RegistryService } from '../registry';
import { fieldErrors } from '../routes/parse';

const DEFAULT_SOAK = 'PT1H';

export interface PlanSources {
  registry: Pick<RegistryService, 'snapshot'>;
  platform: Pick<Platform, 'rings'>;
}

/**
 * The rollout of a release to those of a ring that run an earlier one of its series and edition, in the order of their
 * turns. Fails with InputError where the release or the ring is not known, or nobody is left.
 *
 * @param by - `refs`: the environments that the requester may change
 */
export async function planRollout(
  { registry, platform }: PlanSources,
  asked: ProposeRollout,
  by: { requester: string; refs: ReadonlySet<string>; now: Date },
): Promise<Rollout> {
  const { environments, releases } = await registry.snapshot();
  const release = releases.get(asked.release);
  const ring = platform.rings.find(({ name }) => name === asked.ring);
  if (!release || !ring) {
    throw fieldErrors([
      ...(release
        ? []
        : [
            {
              path: 'release',
              message: 'is no release of the repository',
              accepted: 'a version of releases/',
            },
          ]),
      ...(ring
        ? []
        : [
            {
              path: 'ring',
              message: 'is no ring of the platform',
              accepted: platform.rings.map(({ name }) => name).join(', '),
            },
          ]),
    ]);
  }
  const all = [...releases.values()];
  const takes = (environment: RegisteredEnvironment) =>
    environment.release.spec.series === release.spec.series &&
    environment.release.spec.edition === release.spec.edition &&
    environment.release.metadata.name !== asked.release &&
    !stepBetween(environment.release, release, all).back;
  const inTurn = orderOfTurns(
    [...environments.values()]
      .filter(
        environment =>
          ringOf(platform.rings, environment, environment.spec.tier)?.name ===
          ring.name,
      )
      .filter(takes)
      .map(environment => ({
        environment: formatEnvironmentRef(environment),
        tier: environment.spec.tier as Tier,
        owner: environment.spec.owner,
        databaseGiB: environment.spec.data.databaseGiB,
      }))
      .filter(({ environment }) => by.refs.has(environment)),
  );
  if (inTurn.length === 0) {
    throw fieldErrors([
      {
        path: 'ring',
        message: `has no environment that you may change and that runs an earlier release of ${release.spec.series} ${release.spec.edition}`,
        accepted: 'a ring with environments that can get the release',
      },
    ]);
  }
  const at = by.now.toISOString();
  return {
    id: randomUUID(),
    release: asked.release,
    ring: ring.name,
    state: 'running',
    requester: by.requester,
    reason: asked.reason,
    batch: asked.batch,
    soak: asked.soak ?? DEFAULT_SOAK,
    failureBudget: asked.failureBudget ?? ring.failureBudget,
    failures: 0,
    acceptedFailures: 0,
    items: inTurn.map(({ environment, owner, tier }) => ({
      environment,
      planned: { owner, tier },
      step: 'waiting' as const,
      since: at,
    })),
    timeline: [{ at, actor: by.requester, note: `begun: ${asked.reason}` }],
    createdAt: at,
    updatedAt: at,
  };
}
