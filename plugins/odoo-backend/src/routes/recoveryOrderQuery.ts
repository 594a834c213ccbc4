import { Platform, RecoveryOrderInput } from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import { fieldErrors, parseOrThrow } from './parse';

const querySchema = z.strictObject({
  tenant: z.string().min(1).max(63).optional(),
  region: z.string().min(1).max(63).optional(),
});

/** Of a tenant or of a region, one of the two. Fails with `fieldErrors`. */
export function parseOrderQuery(
  query: unknown,
  { regions }: Pick<Platform, 'regions'>,
): RecoveryOrderInput['of'] {
  const names = regions.map(({ name }) => name).join(', ');
  const accepted: Record<string, string> = {
    tenant: 'the name of a tenant, without a region',
    region: `one of ${names}, without a tenant`,
  };
  const { tenant, region } = parseOrThrow(
    querySchema,
    query,
    path => accepted[path],
  );
  const wrong = (path: string, message: string) =>
    fieldErrors([{ path, message, accepted: accepted[path] }]);
  if (tenant !== undefined && region !== undefined) {
    throw wrong('region', 'cannot stand beside tenant');
  }
  if (tenant !== undefined) return { tenant };
  if (region === undefined) throw wrong('tenant', 'or region is missing');
  if (!regions.some(({ name }) => name === region)) {
    throw wrong('region', 'is no region of the platform');
  }
  return { region };
}
