import {
  EnvironmentSpec,
  FieldError,
  Platform,
} from '@plumbline/plugin-odoo-common';
import { RegistrySnapshot } from '../../registry';

/** Fields of the spec that are completed from, and judged by, the value of others. */
const JUDGED_BY: Record<string, readonly string[]> = {
  recoveryRegion: ['region', 'tier'],
  residency: ['region', 'recoveryRegion'],
  'odoo.release': ['odoo.series', 'odoo.edition'],
  tenancy: ['region', 'tier', 'database.kind'],
  'database.kind': ['region', 'tenancy'],
};

/** `spec.residency.0` -> `residency`: the field that a person fills in. */
export const fieldOf = (path: string) =>
  path.replace(/^spec\./, '').replace(/\.\d+(\..*)?$/, '');

/** Leaves out what nobody gave and what is wrong only because it was completed from a wrong field. */
export function withoutConsequences(
  errors: readonly FieldError[],
  isGiven: (field: string) => boolean,
): FieldError[] {
  const wrong = new Set(errors.map(({ path }) => fieldOf(path)));
  return errors.filter(({ path }) => {
    const field = fieldOf(path);
    const judges = JUDGED_BY[field] ?? [];
    return isGiven(field) || !judges.some(judge => wrong.has(judge));
  });
}

/**
 * Whether a broken rule rests on a field whose own value had the wrong shape, so that a default stands in for
 * it. A value that is wrong in itself, such as a region that the platform does not have, is no such case.
 */
export function restsOnDefault(
  path: string,
  misshapen: ReadonlySet<string>,
  spec: EnvironmentSpec,
  facts: { platform: Platform; snapshot: RegistrySnapshot },
): boolean {
  const field = fieldOf(path);
  if (!JUDGED_BY[field]?.some(judge => misshapen.has(judge))) return false;
  const regions = facts.platform.regions.map(({ name }) => name);
  switch (field) {
    case 'recoveryRegion':
      return regions.includes(spec.recoveryRegion ?? '');
    case 'odoo.release':
      return facts.snapshot.releases.has(spec.odoo.release);
    case 'tenancy':
    case 'database.kind':
      return true;
    default:
      return spec.residency.every(name => regions.includes(name));
  }
}
