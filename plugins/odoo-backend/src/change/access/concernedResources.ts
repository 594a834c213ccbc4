import {
  EnvironmentRef,
  EnvironmentSpec,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { EnvironmentResource } from '@plumbline/plugin-odoo-node';
import { RegistrySnapshot } from '../../registry';

/**
 * The environments that a change is authorised on: as it is, as it will be, and, for one that does not exist
 * yet, as it would be in the hands of each owner of the tenant's other environments. So nobody gives an
 * environment to a group that is not theirs, takes one over, or adds a stage to somebody else's tenant; a
 * new tenant can be claimed only for an owner that the caller's permissions reach.
 */
export function concernedResources(
  ref: EnvironmentRef,
  spec: Pick<EnvironmentSpec, 'owner' | 'tier'>,
  snapshot: RegistrySnapshot,
): EnvironmentResource[] {
  const environment = formatEnvironmentRef(ref);
  const resource = (owner: string, tier: number): EnvironmentResource => ({
    ref: environment,
    tenant: ref.tenant,
    stage: ref.stage,
    owner,
    tier,
  });
  const before = snapshot.environments.get(environment);
  const after = resource(spec.owner, spec.tier);
  if (before) return [resource(before.spec.owner, before.spec.tier), after];
  const owners = new Set(
    [...snapshot.environments.values()]
      .filter(({ tenant }) => tenant === ref.tenant)
      .map(sibling => sibling.spec.owner),
  );
  owners.delete(spec.owner);
  return [after, ...[...owners].map(owner => resource(owner, spec.tier))];
}
