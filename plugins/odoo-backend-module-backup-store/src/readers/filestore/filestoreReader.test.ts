import { createHash } from 'node:crypto';
import { FILESTORE_SYNC_MARK } from '@plumbline/plugin-odoo-common';
import { MemoryStore } from '../../__testUtils__';
import { FilestoreReader } from '.';

const reader = new FilestoreReader();
const location = {
  format: 'filestore' as const,
  prefix: 'acme/',
  name: 'acme',
};
const targets = { rpoSeconds: 900, maxBackupAgeSeconds: 26 * 3600 };
const lastModified = new Date('2026-11-18T02:00:00Z');
const now = new Date('2026-11-21T12:00:00Z');

function file(content: string, written = content) {
  const sha1 = createHash('sha1').update(content).digest('hex');
  const name = `acme/${sha1.slice(0, 2)}/${sha1}`;
  return { name, lastModified, content: written };
}
const files = Array.from({ length: 120 }, (_, n) => file(`file ${n}`));
const mark = (content: string) => ({
  name: `acme/${FILESTORE_SYNC_MARK}`,
  lastModified: now,
  content,
});
const synced = (startedAt: string) => mark(JSON.stringify({ startedAt }));

async function read(store: MemoryStore, memory?: unknown) {
  const request = { store, location, targets, now, memory };
  const reading = await reader.read({ ...request, depth: 'metadata' });
  const codes = reading.report.findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ code }) => code);
  return { ...reading, codes };
}

it.each([
  ['an old file and no mark', [], 'critical', ['backup-too-old']],
  ['an old file and a fresh mark', [synced('2026-11-21T11:00:00Z')], 'ok', []],
  [
    'a mark that is old itself',
    [synced('2026-11-19T11:00:00Z')],
    'critical',
    ['backup-too-old'],
  ],
  [
    'a mark from the future',
    [synced('2027-01-01T00:00:00Z')],
    'unknown',
    ['clock-skew'],
  ],
  [
    'a mark that is no JSON',
    [mark('{')],
    'critical',
    ['sync-mark', 'backup-too-old'],
  ],
  [
    'an empty file that is named so',
    [synced('2026-11-21T11:00:00Z'), file('')],
    'ok',
    [],
  ],
  [
    "Odoo's checklist",
    [
      synced('2026-11-21T11:00:00Z'),
      { name: 'acme/checklist/ab/cd', lastModified },
    ],
    'ok',
    [],
  ],
  [
    'a file in a wrong folder',
    [synced('2026-11-21T11:00:00Z'), { name: 'acme/00/ff', lastModified }],
    'degraded',
    ['file-misplaced'],
  ],
  [
    'a file of 0 bytes',
    [synced('2026-11-21T11:00:00Z'), file('whole', '')],
    'critical',
    ['file-empty'],
  ],
])('%s', async (_, more, verdict, codes) => {
  const store = new MemoryStore([...files, ...more]);
  const reading = await read(store);
  expect([reading.report.verdict, reading.codes]).toEqual([verdict, codes]);
});

it.each([
  [0, ['file-corrupt', 'file-corrupt', 'file-corrupt', 'file-corrupt']],
  [119, ['', '', 'file-corrupt', 'file-corrupt']],
])(
  'finds file %s damaged in the course of a few readings, and remembers it',
  async (position, expected) => {
    const names = files.map(({ name }) => name).sort();
    const damaged = { name: names[position], lastModified, content: 'changed' };
    const store = new MemoryStore([...files, synced('2026-11-21T11:00:00Z')]);
    store.put(damaged);
    const seen: string[] = [];
    let memory: unknown;
    for (let i = 0; i < expected.length; i++) {
      const reading = await read(store, memory);
      memory = JSON.parse(JSON.stringify(reading.memory));
      seen.push(reading.codes.join());
    }
    expect(seen).toEqual(expected);
  },
);

it('notices when many files are gone, for a week', async () => {
  const fresh = synced('2026-11-21T11:00:00Z');
  const { memory } = await read(new MemoryStore([...files, fresh]));
  const rest = new MemoryStore([...files.slice(0, 100), fresh]);
  const after = await read(rest, memory);
  expect(after.codes).toEqual(['files-gone']);
  expect((await read(rest, after.memory)).codes).toEqual(['files-gone']);
});
