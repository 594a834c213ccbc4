import { Platform } from '../../platform/platform';
import { FieldError } from '../../validation/fieldError';
import { EnvironmentSpec } from '../spec';
import { oneOf, when } from './when';

/** What the golden path renders today; the others are refused rather than half made. */
export const OFFERED_TENANCIES = ['dedicated'] as const;
export const OFFERED_DATABASES = ['cloudnative-pg'] as const;

export function checkOffer(
  spec: EnvironmentSpec,
  platform: Platform,
): FieldError[] {
  return [
    ...when(!(OFFERED_TENANCIES as readonly string[]).includes(spec.tenancy), {
      path: 'spec.tenancy',
      message: `${spec.tenancy} is not offered by this version of the golden path`,
      accepted: oneOf(OFFERED_TENANCIES),
    }),
    ...when(
      !(OFFERED_DATABASES as readonly string[]).includes(spec.database.kind),
      {
        path: 'spec.database.kind',
        message: `${spec.database.kind} is not offered by this version of the golden path`,
        accepted: oneOf(OFFERED_DATABASES),
      },
    ),
    ...when(spec.goldenPath !== platform.goldenPath, {
      path: 'spec.goldenPath',
      message: `${spec.goldenPath} is not the version that this portal renders`,
      accepted: platform.goldenPath,
    }),
    ...when(!platform.editions.includes(spec.odoo.edition), {
      path: 'spec.odoo.edition',
      message: `${spec.odoo.edition} is not an edition of this platform`,
      accepted: oneOf(platform.editions),
    }),
  ];
}
