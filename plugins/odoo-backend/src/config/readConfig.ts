import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { OdooConfig, odooConfigSchema } from './schema';

/** Reads `odoo` of app-config. Fails with an InputError that names every wrong key. */
export function readConfig(config: RootConfigService): OdooConfig {
  const parsed = odooConfigSchema.safeParse(config.getOptional('odoo') ?? {});
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    issue => `${['odoo', ...issue.path].join('.')}: ${issue.message}`,
  );
  throw new InputError(`Wrong configuration. ${problems.join('; ')}`);
}

/** Whether the portal asks for restore tests by itself: it must be wanted, and the platform must have them. */
export function schedulesTests({ platform, recovery }: OdooConfig): boolean {
  return platform.restoreTest !== undefined && recovery.restoreTests.schedule;
}
