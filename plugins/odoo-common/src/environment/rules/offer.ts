import { Platform } from '../../platform/platform';
import { FieldError } from '../../validation/fieldError';
import { EnvironmentSpec } from '../spec';
import { oneOf, when } from './when';

export function checkOffer(
  spec: EnvironmentSpec,
  platform: Platform,
): FieldError[] {
  return [
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
