import { platformSchema } from '@plumbline/plugin-odoo-common';
import { platformInputOf } from '@plumbline/plugin-odoo-common/testUtils';

/** `odoo.platform` of the tests' portal. */
export const platformInput = platformInputOf();

export const platform = platformSchema.parse(platformInput);
