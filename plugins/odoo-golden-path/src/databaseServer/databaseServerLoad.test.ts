import { sharedServerSchema } from '@plumbline/plugin-odoo-common';
import { sharedServerOf } from '@plumbline/plugin-odoo-common/testUtils';
import { examplePlatform } from '../__testUtils__/examples';
import { DatabaseServerTenant, databaseServerLoad } from './databaseServerLoad';

const platform = examplePlatform();
const server = sharedServerSchema.parse(
  sharedServerOf({ tier: 2, maxConnections: 500, storageGiB: 720 }),
);
const tenant = (
  change: Partial<DatabaseServerTenant> = {},
): DatabaseServerTenant => ({
  environment: 'harbour-civil/staging',
  tier: 3,
  connections: 100,
  databaseGiB: 50,
  ...change,
});

describe('databaseServerLoad', () => {
  it('sums peaks and data of all and finds the strictest tier', () => {
    expect(
      databaseServerLoad(
        server,
        [tenant(), tenant({ tier: 2, connections: 250, databaseGiB: 150 })],
        platform,
      ),
    ).toEqual({
      tier: 2,
      strictestTier: 2,
      connections: { peak: 350, limit: 350, maximum: 500 },
      storage: { databaseGiB: 200, capacityGiB: 200 },
      holds: true,
    });
  });

  it.each<[string, DatabaseServerTenant]>([
    ['one connection too many', tenant({ connections: 251 })],
    ['one GiB too many', tenant({ databaseGiB: 151 })],
    ['a tier that it is not built for', tenant({ tier: 1 })],
  ])('does not hold %s', (_, another) => {
    expect(
      databaseServerLoad(server, [tenant(), another], platform).holds,
    ).toBe(false);
  });

  it('holds nobody', () => {
    expect(databaseServerLoad(server, [], platform)).toMatchObject({
      strictestTier: undefined,
      connections: { peak: 0 },
      holds: true,
    });
  });
});
