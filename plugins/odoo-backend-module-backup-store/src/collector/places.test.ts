import {
  platformInputOf,
  platformOf,
  sharedServerOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import { environmentOf } from '../__testUtils__/environment';
import { placesOf } from './places';

const platform = platformOf({
  database: { ...platformInputOf().database, servers: [sharedServerOf()] },
});
const STORES: Parameters<typeof placesOf>[2] = [
  {
    name: 'backups',
    accountUrl: 'https://plumblinebackups.blob.core.windows.net',
    endpoint: new URL('https://plumblinebackups.blob.core.windows.net'),
    region: 'northeurope',
    credential: {},
    repositories: [],
  },
];

const containersOf = (
  databaseServer: string,
  kind: 'cloudnative-pg' | 'flexible-server' = 'cloudnative-pg',
) =>
  placesOf(
    {
      ...environmentOf('harbour-civil', { database: { kind } }),
      placement: { cluster: 'aks-north-1', databaseServer },
    },
    platform,
    STORES,
  ).repositories.map(({ role, container }) => [role, container]);

const FILES = ['filestore', 'harbour-civil-production'];

describe('placesOf', () => {
  it('finds the backups of a database where its server puts them', () => {
    expect(containersOf('own')).toEqual([
      ['database', 'harbour-civil-production'],
      FILES,
    ]);
    expect(containersOf('pg-north-1')).toEqual([
      ['database', 'pg-north-1'],
      FILES,
    ]);
  });

  it('claims none for a server that keeps its own, or that nobody knows', () => {
    expect(containersOf('own', 'flexible-server')).toEqual([FILES]);
    expect(containersOf('pg-gone')).toEqual([FILES]);
  });
});
