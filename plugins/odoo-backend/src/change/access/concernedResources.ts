import {
  CopyOf,
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
 * new tenant can be claimed only for an owner that the caller's permissions reach. What is to be a copy also needs
 * the same of the environment whose data it copies: nobody reads a tenant's data by copying it.
 */
export function concernedResources(
  ref: EnvironmentRef,
  spec: Pick<EnvironmentSpec, 'owner' | 'tier' | 'copyOf'>,
  snapshot: Pick<RegistrySnapshot, 'environments'>,
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
  const source = spec.copyOf && copiedResource(spec.copyOf, snapshot);
  return [
    after,
    ...[...owners].map(owner => resource(owner, spec.tier)),
    ...(source ? [source] : []),
  ];
}

/** The environment whose data is to be copied; undefined when there is none of that name. */
export function copiedResource(
  { environment }: CopyOf,
  { environments }: Pick<RegistrySnapshot, 'environments'>,
): EnvironmentResource | undefined {
  const source = environments.get(environment);
  if (!source) return undefined;
  const { tenant, stage, spec } = source;
  return {
    ref: environment,
    tenant,
    stage,
    owner: spec.owner,
    tier: spec.tier,
  };
}
