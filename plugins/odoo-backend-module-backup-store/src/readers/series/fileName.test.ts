import { seriesFileOf } from './fileName';
import { folderOf } from './folders';

it.each([
  [
    'odoo/acme/acme-prod_2026-11-21_01-00-01.zip',
    'odoo/acme/',
    'acme-prod',
    '2026-11-21T01:00:01.000Z',
  ],
  [
    'acme_prod_2026-11-21_01-00-01.zip',
    '',
    'acme_prod',
    '2026-11-21T01:00:01.000Z',
  ],
  ['dumps/acme-20261121.zip', 'dumps/', 'acme', undefined],
  ['dumps/2026-11-21T0100Z-acme.zip', 'dumps/', 'acme', undefined],
  ['dumps/acme17.zip', 'dumps/', 'acme17', undefined],
  ['dumps/acme-monday.zip', 'dumps/', 'acme', undefined],
  ['dumps/acme/2026/11/21/acme.zip', 'dumps/acme/', 'acme', undefined],
  ['dumps/acme/2026-11-21/0100.zip', 'dumps/acme/', '0100', undefined],
  ['dumps/acme/weekly/2026-11-21.zip', 'dumps/acme/', 'acme', undefined],
  ['customers/1001/backup.zip', 'customers/1001/', 'backup', undefined],
  ['2026-11-21.zip', '', 'backup', undefined],
])('%s', (name, folder, series, takenAt) => {
  const file = seriesFileOf(name, /\.zip$/);
  expect([folderOf(name), file.series, file.takenAt?.toISOString()]).toEqual([
    folder,
    series,
    takenAt,
  ]);
});
