import {
  flexibleServerOf,
  platformInputOf,
  platformOf,
  releaseOf,
  sharedServerOf,
  specOf,
} from '../../testUtils';
import { checkSpec } from '../check';
import { EnvironmentSpec } from '../spec';
import { Stage } from '../stage';

const { database } = platformInputOf();
const flexible = { kind: 'flexible-server' as const };
const platform = platformOf({
  database: {
    ...database,
    flexibleServer: flexibleServerOf(['northeurope']),
    servers: [
      sharedServerOf({ tier: 2 }),
      sharedServerOf({ name: 'pg-north-2', tier: 3 }),
      sharedServerOf({ name: 'psql-north-1', tier: 3, ...flexible }),
    ],
  },
});

function check(
  change: Partial<EnvironmentSpec>,
  {
    stage = 'staging',
    previous,
  }: { stage?: Stage; previous?: Partial<EnvironmentSpec> } = {},
) {
  const spec = specOf({ tier: 3, ...change });
  return checkSpec({ tenant: 'harbour-rail', stage }, spec, {
    platform,
    releases: [releaseOf()],
    takenHostnames: new Map(),
    previous: previous && specOf({ tier: 3, ...previous }),
    now: new Date('2026-11-23T12:00:00Z'),
  });
}

const WEST = {
  region: 'westeurope',
  recoveryRegion: 'northeurope',
};

describe('the database of an environment', () => {
  it.each<[string, Partial<EnvironmentSpec>, Stage]>([
    ['of its own', { database: flexible }, 'staging'],
    ['shared', { tenancy: 'shared' }, 'production'],
    ['shared and managed', { tenancy: 'shared', database: flexible }, 'qa'],
    [
      'of its own in hybrid production',
      { tenancy: 'hybrid', ...WEST },
      'production',
    ],
    ['shared before hybrid production', { tenancy: 'hybrid' }, 'staging'],
  ])('can be one %s', (_, change, stage) => {
    expect(check(change, { stage })).toEqual([]);
  });

  it.each<
    [string, Partial<EnvironmentSpec>, { path: string; accepted: string }]
  >([
    [
      'a region without a network for it',
      { database: flexible, ...WEST },
      {
        path: 'spec.database.kind',
        accepted: 'cloudnative-pg, or a region of northeurope',
      },
    ],
    [
      'a region without a server to share',
      { tenancy: 'hybrid', ...WEST },
      {
        path: 'spec.tenancy',
        accepted:
          'dedicated, or cloudnative-pg in northeurope, or flexible-server in northeurope',
      },
    ],
    [
      'a tier that no server to share is built for',
      { tenancy: 'shared', tier: 1 },
      { path: 'spec.tenancy', accepted: 'dedicated, or a tier from 2 on' },
    ],
  ])('is refused for %s, with what would do', (_, change, error) => {
    expect(check(change)).toEqual([expect.objectContaining(error)]);
  });

  it('stays where it is: neither kind nor tenancy can change in place', () => {
    expect(
      check(
        { tenancy: 'shared', database: flexible },
        { previous: { tenancy: 'dedicated' } },
      ),
    ).toMatchObject([
      { path: 'spec.tenancy', accepted: 'dedicated' },
      { path: 'spec.database.kind', accepted: 'cloudnative-pg' },
    ]);
  });

  it('changes its tier unless Azure would have to change the backups of a Flexible Server', () => {
    const managed = { database: flexible };
    expect(
      check({ ...managed, tier: 2 }, { previous: { ...managed, tier: 1 } }),
    ).toEqual([]);
    expect(
      check({ ...managed, tier: 3 }, { previous: { ...managed, tier: 2 } }),
    ).toMatchObject([{ path: 'spec.tier', accepted: '1 or 2' }]);
    expect(
      check({ ...managed, tier: 2 }, { previous: { ...managed, tier: 4 } }),
    ).toMatchObject([{ path: 'spec.tier', accepted: '3 or 4' }]);
    expect(check({ tier: 2 }, { previous: { tier: 3 } })).toEqual([]);
  });
});

describe('the name of a shared database server', () => {
  it.each(['production', 'north-dev', 'x-pre-production'])(
    'cannot be %s: an environment could have its namespace',
    name => {
      expect(() =>
        platformOf({
          database: { ...database, servers: [sharedServerOf({ name })] },
        }),
      ).toThrow('must not end in a stage');
    },
  );
});
