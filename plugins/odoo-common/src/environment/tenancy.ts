import { EnvironmentRef } from './ref';
import { EnvironmentSpec } from './spec';

/**
 * Whether the environment lies on a database server with others. Its namespace and Deployments are its own in
 * every tenancy; `hybrid` is dedicated in production and shared before it.
 */
export function sharesServer(
  { stage }: Pick<EnvironmentRef, 'stage'>,
  { tenancy }: Pick<EnvironmentSpec, 'tenancy'>,
): boolean {
  return (
    tenancy === 'shared' || (tenancy === 'hybrid' && stage !== 'production')
  );
}
