import {
  EnvironmentRef,
  environmentRefSchema,
} from '@plumbline/plugin-odoo-common';
import { RegistrySnapshot } from '../../registry';

/** The malformed ones included: whoever broke a file must not disappear with it. */
export function namedEnvironments({
  named,
}: Pick<RegistrySnapshot, 'named'>): ReadonlyMap<string, EnvironmentRef> {
  return new Map(
    [...named].flatMap(ref => {
      const parsed = environmentRefSchema.safeParse(ref);
      return parsed.success ? [[ref, parsed.data] as const] : [];
    }),
  );
}
