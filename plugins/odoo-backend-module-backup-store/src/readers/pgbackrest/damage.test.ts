import {
  chain,
  DATA,
  full,
  FULL,
  incr,
  INCR,
  later,
  LATER,
  MemoryBlob,
  MemoryStore,
  PgBackRestRepository,
  readRequest,
  readSettled,
  said,
} from '../../__testUtils__';
import { PgBackRestReader } from './PgBackRestReader';

const reader = new PgBackRestReader();

describe('damage', () => {
  const folder = `backup/acme/${FULL}`;
  const change =
    (name: string, blob: Partial<MemoryBlob>) => (store: MemoryStore) =>
      store.put({ name, lastModified: PgBackRestRepository.time(1), ...blob });

  it.each<
    [string, PgBackRestRepository, (store: MemoryStore) => void, string[]]
  >([
    [
      'a file that is gone',
      chain(full(), incr()),
      store => store.delete(`${folder}/${DATA.name}`),
      [
        `critical reference-damaged ${INCR}`,
        `critical base-incomplete ${FULL}`,
        `critical base-incomplete ${INCR}`,
        'critical no-usable-backup backups',
      ],
    ],
    [
      'a file that is shorter by a byte',
      chain(),
      change(`${folder}/${DATA.name}`, { content: 'catalogu' }),
      [`critical base-incomplete ${FULL}`, 'critical no-usable-backup backups'],
    ],
    [
      'a bundle that is cut',
      chain(full({ files: [{ ...DATA, bundle: 1 }] })),
      change(`${folder}/bundle/1`, { content: 'catalogu' }),
      [`critical base-incomplete ${FULL}`, 'critical no-usable-backup backups'],
    ],
    [
      'a full backup that is gone, its child with it',
      chain(full(), incr()),
      store =>
        store.delete(
          ...store.names().filter(name => name.startsWith(`${folder}/`)),
        ),
      [
        `critical reference-damaged ${INCR}`,
        `critical base-missing ${FULL}`,
        `critical base-incomplete ${INCR}`,
        'critical no-usable-backup backups',
      ],
    ],
    [
      'damage in an older backup that a newer one makes up for',
      chain(full(), later()),
      store => store.delete(`${folder}/${DATA.name}`),
      [`degraded base-incomplete ${FULL}`],
    ],
    [
      'a manifest of which only the copy is good',
      chain(),
      change(`${folder}/backup.manifest`, { content: '[backup]\n' }),
      [`degraded manifest-copy-used ${FULL}`],
    ],
    [
      'a manifest that is bad with its copy',
      chain(),
      store => {
        change(`${folder}/backup.manifest`, { content: '[backup]\n' })(store);
        change(`${folder}/backup.manifest.copy`, { content: '' })(store);
      },
      [
        `critical manifest-garbled ${FULL}`,
        'critical no-usable-backup backups',
      ],
    ],
    [
      'a manifest of another backup',
      chain(full(), later()),
      store => {
        const other = store
          .names()
          .filter(name => /120000F\/backup.manifest/.test(name));
        const taken = chain().blobs();
        for (const name of other) {
          const { content } = taken.find(
            each => each.name === `${folder}/backup.manifest`,
          )!;
          change(name, { content })(store);
        }
      },
      ['critical manifest-mismatch 20261120-120000F'],
    ],
    [
      'damaged pages that the tool kept',
      chain(full({ error: true })),
      () => {},
      [`critical backup-error ${FULL}`, 'critical no-usable-backup backups'],
    ],
    [
      'a need that backup.info has forgotten',
      chain(incr({ needs: ['20261101-000000F'], references: [] })),
      () => {},
      [
        `critical reference-missing ${INCR}`,
        'critical no-usable-backup backups',
      ],
    ],
    [
      'parts in a backup that it does not name',
      chain(
        full({ label: '20261101-000000F' }),
        incr({
          needs: [FULL],
          references: [{ label: '20261101-000000F', file: DATA }],
        }),
        full(),
      ),
      () => {},
      [`critical manifest-mismatch ${INCR}`],
    ],
    [
      'the last WAL of a backup missing',
      new PgBackRestRepository()
        .wal(4090, 4090, 0)
        .wal(4092, 4171, 20)
        .backup(full()),
      () => {},
      ['critical no-usable-backup backups'],
    ],
    [
      'an archive that archive.info does not know',
      chain(full({ historyId: 7 })),
      () => {},
      [`critical archive-unknown ${FULL}`],
    ],
  ])('%s', async (_, repository, damage, expected) => {
    const store = new MemoryStore(repository.blobs());
    damage(store);
    const report = await readSettled(reader, readRequest(store));
    expect(report.verdict).not.toBe('ok');
    expect(said(report)).toEqual(expect.arrayContaining(expected));
  });
});

it('more holes than are remembered are not forgotten', async () => {
  const repository = new PgBackRestRepository({ withoutChecksums: true })
    .wal(4090, 4092, 0)
    .wal(5000, 5080, 6000)
    .backup(full())
    .backup(later({ at: 6001, start: 5000, stop: 5001 }));
  for (let number = 4094; number < 4614; number += 2) {
    repository.wal(number, number, 10 * (number - 4090));
  }
  const now = PgBackRestRepository.time(6802);
  const report = await readSettled(reader, readRequest(repository, { now }));
  expect(report).toMatchObject({
    verdict: 'degraded',
    newestUsableBackup: LATER,
  });
  expect(said(report)).toEqual([expect.stringContaining('degraded wal-gap ')]);
});
