import { gunzipSync, gzipSync } from 'node:zlib';
import {
  chain,
  contentOf,
  DATA,
  FULL,
  MemoryStore,
  readRequest,
  readSettled,
  said,
} from '../../__testUtils__';
import { BlobStoreError } from '../../store';
import { PgBackRestReader } from './PgBackRestReader';

const reader = new PgBackRestReader();

describe('a store that does not tell all', () => {
  it.each<[string, (name: string) => boolean]>([
    ['backup.info', name => name.endsWith('backup.info')],
    ['archive.info', name => name.endsWith('archive.info')],
    [
      'the manifest of the newest backup',
      name => name.endsWith('backup.manifest'),
    ],
  ])('is never ok without %s', async (_, refused) => {
    const store = new MemoryStore(chain().blobs());
    store.faults.read = name =>
      refused(name)
        ? new BlobStoreError('forbidden', `${name} may not be read`)
        : undefined;
    const report = await readSettled(reader, readRequest(store));
    expect(report).toMatchObject({
      verdict: 'unknown',
      partial: true,
      newestRestorePoint: null,
      windows: [],
    });
  });

  it.each(['backup/acme/2', 'archive/acme/15-1/'])(
    'claims nothing from a listing of %s that breaks off',
    async prefix => {
      const store = new MemoryStore(chain().blobs());
      store.faults.list = (options, page) =>
        options.prefix === prefix && (page > 0 || !options.startFrom)
          ? new BlobStoreError('unavailable', 'the connection broke')
          : undefined;
      expect(await readSettled(reader, readRequest(store))).toMatchObject({
        verdict: 'unknown',
        partial: true,
        newestRestorePoint: null,
        rpoSeconds: null,
        windows: [],
      });
    },
  );
});

describe('what only the contents tell', () => {
  const folder = `backup/acme/${FULL}`;
  it.each<[string, (store: MemoryStore) => void, string]>([
    [
      'other bytes in a file of the backup',
      store =>
        store.put({
          ...store.blob(`${folder}/${DATA.name}`)!,
          content: 'cataloguf',
        }),
      `critical base-corrupt ${FULL}`,
    ],
    [
      'other bytes in a manifest, its size and time as they were',
      store => {
        const manifest = store.blob(`${folder}/backup.manifest`)!;
        const content = String(manifest.content).replace(
          '"size":9',
          '"size":8',
        );
        store.put({ ...manifest, content });
      },
      `degraded manifest-copy-used ${FULL}`,
    ],
    [
      'other bytes in a WAL segment, its length and first page as they were',
      store => {
        const newest = store
          .names()
          .findLast(name => name.startsWith('archive/acme/15-1/0'))!;
        const blob = store.blob(newest)!;
        const content = gunzipSync(contentOf(blob));
        content[5000] ^= 1;
        store.put({ ...blob, content: gzipSync(content) });
      },
      'critical wal-corrupt 00000001000000010000004B',
    ],
  ])(
    '%s: said by the reading that looks at them, and by every one after it',
    async (_, damage, expected) => {
      const store = new MemoryStore(chain().blobs());
      const names = await reader.read(readRequest(store));
      expect(names.report.verdict).toBe('ok');
      damage(store);
      let { memory } = names;
      for (const depth of [
        'content',
        'metadata',
        'content',
        'metadata',
      ] as const) {
        const kept = JSON.parse(JSON.stringify(memory));
        const reading = await reader.read(
          readRequest(store, { depth, memory: kept }),
        );
        expect(said(reading.report)).toContain(expected);
        ({ memory } = reading);
      }
    },
  );
});
