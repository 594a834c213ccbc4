import { gzipSync } from 'node:zlib';
import { MemoryBlob, MemoryStore } from '../../__testUtils__';
import { BlobStoreError } from '../../store';
import { VeleroReader } from './VeleroReader';

const NOW = new Date('2026-11-21T12:00:00Z');
const TAR = gzipSync(Buffer.alloc(20 * 512, 'object'));
const POD = { 'v1/Pod': ['acme/odoo-web-1'] };
const DATABASE = { 'postgresql.cnpg.io/v1/Cluster': ['acme/odoo-db'] };

interface Taken {
  schedule?: string;
  resources?: object;
  hooks?: object;
  [status: string]: unknown;
}

/** The files that Velero leaves of one backup, begun at an hour of 21 November. */
function backup(id: string, hour: number, taken: Taken = {}): MemoryBlob[] {
  const { schedule = 'odoo', resources = POD, hooks, ...status } = taken;
  const at = new Date(NOW.getTime() + (hour - 12) * 3_600_000);
  const file = (name: string, content: Buffer | string): MemoryBlob => ({
    name: `cluster/backups/${id}/${name}`,
    content,
    lastModified: at,
  });
  return [
    file(
      'velero-backup.json',
      JSON.stringify({
        kind: 'Backup',
        metadata: {
          name: id,
          ...(schedule && {
            labels: { 'velero.io/schedule-name': schedule },
          }),
        },
        spec: { hooks: { resources: hooks ? [hooks] : null } },
        status: {
          version: 1,
          phase: 'Completed',
          startTimestamp: at.toISOString(),
          completionTimestamp: at.toISOString(),
          expiration: '2026-12-20T00:00:00Z',
          ...status,
        },
      }),
    ),
    file(`${id}.tar.gz`, TAR),
    file(`${id}-logs.gz`, gzipSync('log')),
    file(`${id}-resource-list.json.gz`, gzipSync(JSON.stringify(resources))),
  ];
}

async function read(...blobs: MemoryBlob[][]) {
  const store = new MemoryStore(blobs.flat());
  return readStore(store);
}

async function readStore(store: MemoryStore) {
  const { report } = await new VeleroReader().read({
    store,
    location: { format: 'velero', prefix: 'cluster/', name: 'cluster' },
    targets: { rpoSeconds: 900, maxBackupAgeSeconds: 26 * 3600 },
    now: NOW,
    depth: 'metadata',
  });
  return {
    ...report,
    codes: report.findings.map(
      ({ severity, code, subject }) => `${severity} ${code} ${subject}`,
    ),
  };
}

const HEALTHY = [backup('odoo-1', -12), backup('odoo-2', 6)];

describe('a repository of Velero', () => {
  it('is found by its objects', () => {
    const names = new MemoryStore(HEALTHY.flat()).names();
    expect(new VeleroReader().locate(names.map(name => ({ name })))).toEqual([
      { format: 'velero', prefix: 'cluster/', name: 'cluster' },
    ]);
  });

  it('is ok with a completed backup that is there and not expired', async () => {
    const report = await read(...HEALTHY);
    expect(report).toMatchObject({
      verdict: 'ok',
      newestUsableBackup: 'odoo-2',
      newestRestorePoint: '2026-11-21T06:00:00.000Z',
      earliestRestorePoint: '2026-11-20T12:00:00.000Z',
      rpoSeconds: 6 * 3600,
      codes: [],
    });
  });

  it.each<[string, MemoryBlob[][], object]>([
    [
      'a newer one that failed in part is said, and not restored from',
      [
        ...HEALTHY,
        backup('odoo-3', 11, { phase: 'PartiallyFailed', errors: 2 }),
      ],
      {
        verdict: 'degraded',
        newestUsableBackup: 'odoo-2',
        codes: ['degraded backup-failed odoo-3'],
      },
    ],
    [
      'a failure before a good one is past',
      [backup('odoo-1', 0, { phase: 'Failed' }), backup('odoo-2', 6)],
      { verdict: 'ok', codes: ['info backup-failed odoo-1'] },
    ],
    [
      'one that Velero still works on does not count yet',
      [
        ...HEALTHY,
        backup('odoo-3', 11, { phase: 'WaitingForPluginOperations' }),
      ],
      {
        verdict: 'ok',
        newestUsableBackup: 'odoo-2',
        codes: ['info backup-running odoo-3'],
      },
    ],
    [
      'nor one that it is finishing',
      [backup('odoo-3', 11, { phase: 'FinalizingPartiallyFailed' })],
      { verdict: 'critical', newestUsableBackup: null, rpoSeconds: null },
    ],
    [
      'one that has been worked on for days was given up',
      [
        ...HEALTHY,
        backup('odoo-0', -60, { phase: 'InProgress', schedule: 'x' }),
      ],
      { verdict: 'degraded', newestUsableBackup: 'odoo-2' },
    ],
    [
      'an expired one may be deleted at any moment',
      [backup('odoo-2', 6, { expiration: '2026-11-21T12:00:00Z' })],
      { verdict: 'critical', newestUsableBackup: null },
    ],
    [
      'completed and without its tarball is nothing',
      [[...HEALTHY[1].filter(({ name }) => !name.endsWith('.tar.gz'))]],
      {
        verdict: 'critical',
        newestUsableBackup: null,
        codes: [
          'critical base-missing odoo-2',
          'degraded schedule-behind odoo',
          'critical no-usable-backup odoo-2',
        ],
      },
    ],
    [
      'a cut tarball is looked past, to the one before',
      [
        HEALTHY[0],
        HEALTHY[1].map(blob =>
          blob.name.endsWith('.tar.gz')
            ? { ...blob, content: TAR.subarray(0, 40) }
            : blob,
        ),
      ],
      {
        verdict: 'critical',
        newestUsableBackup: 'odoo-1',
        codes: ['critical base-truncated odoo-2'],
      },
    ],
    [
      'too old a backup is critical',
      [backup('odoo-1', -24)],
      { verdict: 'critical', newestUsableBackup: 'odoo-1' },
    ],
    [
      'one from the future restores nothing today',
      [backup('odoo-2', 20)],
      { verdict: 'unknown' },
    ],
    [
      'one schedule that goes well does not hide one that fails',
      [...HEALTHY, backup('hr-1', -20, { schedule: 'hr' })],
      { verdict: 'degraded', codes: ['degraded schedule-behind hr'] },
    ],
    [
      'volumes of a database without a hook are crash-consistent at best',
      [
        backup('odoo-2', 6, {
          csiVolumeSnapshotsAttempted: 2,
          resources: DATABASE,
        }),
      ],
      { verdict: 'degraded', codes: ['degraded crash-consistent odoo-2'] },
    ],
    [
      'so they may be when nobody can tell what is in it',
      [
        backup('odoo-2', 6, { volumeSnapshotsAttempted: 2 }).filter(
          ({ name }) => !/resource-list/.test(name),
        ),
      ],
      { verdict: 'degraded', codes: ['degraded crash-consistent odoo-2'] },
    ],
    [
      'a hook that failed halted nothing',
      [
        backup('odoo-2', 6, {
          csiVolumeSnapshotsAttempted: 2,
          resources: DATABASE,
          hooks: {},
          hookStatus: { hooksAttempted: 2, hooksFailed: 1 },
        }),
      ],
      { verdict: 'degraded' },
    ],
    [
      'with a hook, or without a database, they are only told of',
      [
        backup('odoo-2', 6, {
          csiVolumeSnapshotsAttempted: 2,
          resources: DATABASE,
          hookStatus: { hooksAttempted: 2 },
        }),
        backup('web-2', 6, { volumeSnapshotsAttempted: 1, schedule: 'web' }),
      ],
      {
        verdict: 'ok',
        codes: [
          'info snapshots-not-seen odoo-2',
          'info crash-consistent web-2',
        ],
      },
    ],
    [
      'restores are told of, and prove nothing',
      [
        ...HEALTHY,
        [
          {
            name: 'cluster/restores/drill/restore-drill-results.gz',
            content: gzipSync('{}'),
            lastModified: NOW,
          },
        ],
      ],
      { verdict: 'ok', codes: ['info restores-recorded drill'] },
    ],
  ])('%s', async (_, blobs, expected) => {
    expect(await read(...blobs)).toMatchObject(expected);
  });

  it.each<[string, string | Buffer]>([
    ['no JSON', '{"kind":'],
    ['another object', '{"kind":"Secret","data":{}}'],
    ['the object of another backup', String(HEALTHY[0][0].content)],
    ['more than an object', Buffer.alloc(2_000_000, '[')],
    ['deep nesting', '['.repeat(500_000)],
  ])('names the backup whose object is %s, and goes on', async (_, content) => {
    const report = await read(HEALTHY[1], [
      {
        name: 'cluster/backups/odoo-3/velero-backup.json',
        content,
        lastModified: NOW,
      },
    ]);
    expect(report).toMatchObject({
      verdict: 'unknown',
      newestUsableBackup: 'odoo-2',
    });
    expect(report.findings[0]).toMatchObject({ subject: 'odoo-3' });
  });

  it('takes half a listing for none', async () => {
    const many = Array.from({ length: 300 }, (_, i) => backup(`odoo-${i}`, 6));
    const store = new MemoryStore(many.flat());
    store.faults.list = (_, page) =>
      page === 1
        ? new BlobStoreError('throttled', 'asked too often')
        : undefined;
    expect(await readStore(store)).toMatchObject({
      verdict: 'unknown',
      partial: true,
      newestRestorePoint: null,
      windows: [],
    });
  });

  it('calls nothing ok of which the object may not be read', async () => {
    const store = new MemoryStore(HEALTHY.flat());
    store.faults.read = name =>
      /odoo-2\/velero/.test(name)
        ? new BlobStoreError('forbidden', `${name} may not be read`)
        : undefined;
    expect(await readStore(store)).toMatchObject({
      verdict: 'unknown',
      partial: true,
      newestUsableBackup: 'odoo-1',
    });
  });
});
