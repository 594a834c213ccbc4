import { BUSINESS_SERVICES, STAGES, TENANCIES } from './stage';
import { DATABASE_KINDS, SCHEDULES } from './spec';

const NAME = '1 to 40 lower-case letters, digits and hyphens';

/** What every field of the spec accepts, in words: for errors, forms and help. Array indices are `*`. */
const ACCEPTED: Record<string, string> = {
  goldenPath: 'a version like 1.0',
  owner: 'an entity reference like group:default/harbour-civil-erp',
  legalEntities: '1 to 20 legal entities with different ids',
  'legalEntities.*.id': NAME,
  'legalEntities.*.timeZone': 'an IANA time zone like Europe/Dublin',
  'legalEntities.*.calendar': NAME,
  businessServices: `one or more of ${BUSINESS_SERVICES.join(', ')}`,
  'businessServices.*': `one of ${BUSINESS_SERVICES.join(', ')}`,
  tenancy: `one of ${TENANCIES.join(', ')}`,
  tier: '1, 2, 3 or 4 (production: 1 to 3)',
  region: 'a region of the platform',
  recoveryRegion: 'another region of the platform within the residency',
  residency: '1 to 10 regions of the platform',
  'residency.*': 'a region of the platform',
  'legalEntities.*': 'an object with id, timeZone and calendar',
  odoo: 'an object with series, release and edition',
  users: 'an object with the number named',
  data: 'an object with the numbers databaseGiB and filestoreGiB',
  database: 'an object with kind',
  'odoo.series': 'an Odoo series like 18.0',
  'odoo.release': 'a release of the registry like 18.0-2026.11.1',
  'odoo.edition': NAME,
  'users.named': 'a whole number from 1 to 5000',
  'data.databaseGiB': 'a whole number of GiB from 1 to 16384',
  'data.filestoreGiB': 'a whole number of GiB from 1 to 65536',
  'database.kind': `one of ${DATABASE_KINDS.join(', ')}`,
  hostnames: '1 to 10 different host names',
  'hostnames.*': 'a lower-case host name like erp.harbour-civil.example',
  schedule: `one of ${SCHEDULES.join(', ')}`,
  expires: 'never, or a date like 2027-03-31',
  restartedAt: 'a moment like 2026-11-23T08:00:00Z',
  hold: 'none, or a date like 2026-12-31',
  copyOf: 'an object with environment and, if not the newest moment, at',
  'copyOf.environment': '<tenant>/<stage> of an environment with backups',
  'copyOf.at': 'a moment like 2026-11-23T08:00:00Z',
  integrations: 'up to 30 different names',
  'integrations.*': NAME,
  tenant: '2 to 40 lower-case letters, digits and hyphens, not ending in -pre',
  stage: `one of ${STAGES.join(', ')}`,
};

/** @param path - a field's path in the spec, array indices as `*` */
export function acceptedBySpecField(path: string): string | undefined {
  return ACCEPTED[path];
}
