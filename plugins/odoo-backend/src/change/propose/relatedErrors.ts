import { EnvironmentSpec, Platform } from '@plumbline/plugin-odoo-common';
import { RegistrySnapshot } from '../../registry';

/** Fields that are judged by another field's value. */
const JUDGED_BY: Record<string, readonly string[]> = {
  'spec.recoveryRegion': ['region', 'tier'],
  'spec.residency': ['region', 'recoveryRegion'],
  'spec.odoo.release': ['odoo.series', 'odoo.edition'],
  'spec.schedule': [],
};

/**
 * Whether a violation rests on a field whose own value was wrong and that a default stands in for. A value
 * that is wrong in itself, such as a region that the platform does not have, is reported all the same.
 */
export function isOnlyRelated(
  path: string,
  dropped: readonly (readonly string[])[],
  spec: EnvironmentSpec,
  facts: { platform: Platform; snapshot: RegistrySnapshot },
): boolean {
  const judges = JUDGED_BY[path] ?? [];
  const replaced = dropped.some(field => judges.includes(field.join('.')));
  if (!replaced) return false;
  const regions = facts.platform.regions.map(({ name }) => name);
  switch (path) {
    case 'spec.recoveryRegion':
      return regions.includes(spec.recoveryRegion ?? '');
    case 'spec.odoo.release':
      return facts.snapshot.releases.has(spec.odoo.release);
    default:
      return true;
  }
}
