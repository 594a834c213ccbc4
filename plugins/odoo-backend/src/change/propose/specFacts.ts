import {
  CheckFacts,
  CompletionFacts,
  EnvironmentRef,
  Platform,
} from '@plumbline/plugin-odoo-common';
import { RegistrySnapshot } from '../../registry';

/** What the rules of a spec need to know of the rest of the world. */
export function checkFacts(
  snapshot: RegistrySnapshot,
  platform: Platform,
  now: Date,
  change: Pick<CheckFacts, 'previous' | 'movesRelease'> = {},
): CheckFacts {
  const takenHostnames = new Map<string, string>();
  for (const [ref, { spec }] of snapshot.environments) {
    for (const hostname of spec.hostnames) takenHostnames.set(hostname, ref);
  }
  return {
    platform,
    releases: [...snapshot.releases.values()],
    takenHostnames,
    environments: snapshot.environments,
    now,
    ...change,
  };
}

/** A sibling gives owner and legal entities: production before the others, by name. */
export function completionFacts(
  ref: EnvironmentRef,
  snapshot: RegistrySnapshot,
  platform: Platform,
  authorGroups: readonly string[],
): CompletionFacts {
  const siblings = [...snapshot.environments.values()].filter(
    ({ tenant, stage }) => tenant === ref.tenant && stage !== ref.stage,
  );
  const sibling =
    siblings.find(({ stage }) => stage === 'production') ?? siblings[0];
  return {
    platform,
    releases: [...snapshot.releases.values()],
    sibling: sibling?.spec,
    newTenantOwner: authorGroups[0],
  };
}
