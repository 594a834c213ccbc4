import {
  chain,
  full,
  FULL,
  later,
  LATER,
  MemoryStore,
  PgBackRestRepository,
  readRequest,
  readSettled,
  said,
} from '../../__testUtils__';
import { PgBackRestReader } from './PgBackRestReader';

const reader = new PgBackRestReader();

describe('backups that are not in backup.info', () => {
  const label = '20261120-130000F';
  const begun = (at: number, ...files: string[]) => {
    const repository = chain();
    for (const file of files) {
      repository.put(`backup/acme/${label}/${file}`, 'x', at);
    }
    return repository;
  };

  it.each<[string, PgBackRestRepository, string, string]>([
    [
      'runs, while files come',
      begun(800, 'backup.manifest.copy', 'bundle/1'),
      'ok',
      'running',
    ],
    [
      'was killed, when none came for hours',
      begun(600, 'backup.manifest.copy'),
      'degraded',
      'interrupted',
    ],
    [
      'is being entered, as long as it is young',
      begun(811, 'backup.manifest'),
      'ok',
      'running',
    ],
    [
      'was lost, when it is not',
      begun(600, 'backup.manifest'),
      'degraded',
      'interrupted',
    ],
  ])('%s', async (_, repository, verdict, status) => {
    const report = await readSettled(reader, readRequest(repository));
    expect(report.verdict).toBe(verdict);
    expect(report.backups.at(-1)).toMatchObject({ id: label, status });
    expect(report.newestUsableBackup).toBe(FULL);
  });

  it('one that was killed before a later one finished is only told of', async () => {
    const repository = chain(full(), later());
    repository.put(`backup/acme/${label}/backup.manifest.copy`, 'x', 60);
    const report = await readSettled(reader, readRequest(repository));
    expect(said(report)).toEqual([]);
  });
});

describe('between two readings', () => {
  it('a newest backup that disappears, however consistently, is said', async () => {
    const before = await reader.read(readRequest(chain(full(), later())));
    expect(before.report.newestUsableBackup).toBe(LATER);
    const store = new MemoryStore(chain(full()).blobs());
    let { memory } = before;
    for (let i = 0; i < 2; i++) {
      const after = await reader.read(readRequest(store, { memory }));
      expect(after.report).toMatchObject({
        verdict: 'degraded',
        newestUsableBackup: FULL,
      });
      expect(after.report.findings).toContainEqual(
        expect.objectContaining({
          code: 'newest-backup-missing',
          subject: LATER,
        }),
      );
      ({ memory } = after);
    }
  });

  it('an oldest backup that expired is nothing to speak of', async () => {
    const before = await reader.read(readRequest(chain(full(), later())));
    const store = new MemoryStore(chain(later()).blobs());
    const after = await reader.read(
      readRequest(store, { memory: before.memory }),
    );
    expect(after.report).toMatchObject({
      verdict: 'ok',
      newestUsableBackup: LATER,
    });
  });

  it('a backup that expires while it is read is not lost', async () => {
    const store = new MemoryStore(chain(full(), later()).blobs());
    const expired = new MemoryStore(chain(later()).blobs());
    let expires = true;
    store.faults.list = () => {
      if (expires) {
        expires = false;
        store.delete(
          ...store.names().filter(name => name.includes(`/${FULL}/`)),
        );
        for (const copy of ['', '.copy']) {
          store.put(expired.blob(`backup/acme/backup.info${copy}`)!);
        }
      }
      return undefined;
    };
    const { report } = await reader.read(readRequest(store));
    expect(report).toMatchObject({
      verdict: 'ok',
      findings: [],
      newestUsableBackup: LATER,
    });
    expect(report.backups).toHaveLength(1);
  });
});
