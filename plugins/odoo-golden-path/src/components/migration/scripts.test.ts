import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Server, createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BEAT } from '../heartbeat';
import {
  AWAIT_COPY,
  AWAIT_STANDSTILL,
  MARK_MIGRATED,
  ONCE_UNLESS_MIGRATED,
  UNLESS_IN_USE,
} from './scripts';

/** The driver of the image, as far as the scripts use it, over a file instead of a server. */
const DRIVER = `import os, sqlite3
class errors:
    class UndefinedTable(Exception): pass
class OperationalError(Exception): pass
class Cursor:
    def __init__(self, connection): self.own = connection.cursor()
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def execute(self, sql, values=()):
        self.own.execute(sql.replace('%s', '?').replace('::int', '').replace('now()::text', 'CURRENT_TIMESTAMP'), values)
    def fetchone(self): return self.own.fetchone()
    @property
    def rowcount(self): return self.own.rowcount
class Connection:
    def __init__(self): self.own = sqlite3.connect(os.environ['DATABASE_URI'])
    def __enter__(self): return self
    def __exit__(self, *raised): self.own.__exit__(*raised)
    def cursor(self): return Cursor(self.own)
def connect(*_, **__): return Connection()
`;

const hasPython = spawnSync('python3', ['-c', 'import sqlite3']).status === 0;
if (!hasPython) {
  process.stderr.write('Skipped: no python3 runs the scripts of a migration\n');
}

(hasPython ? describe : describe.skip)('the scripts of a migration', () => {
  let folder: string;

  const python = (script: string, args: string[], env: object = {}) =>
    promisify(execFile)('python3', ['-c', script, ...args], {
      timeout: 20_000,
      env: {
        PATH: process.env.PATH,
        PYTHONPATH: folder,
        DATABASE_URI: join(folder, 'database'),
        ENVIRONMENT: 'harbour-civil-production',
        SCHEMA: '2',
        ...env,
      },
    });
  const sql = (statement: string) =>
    python(
      'import psycopg2, sys\nwith psycopg2.connect() as c: c.cursor().execute(sys.argv[1])',
      [statement],
    );
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'migration-'));
    writeFileSync(join(folder, 'psycopg2.py'), DRIVER);
    await sql(
      'CREATE TABLE ir_config_parameter (key TEXT UNIQUE, value TEXT NOT NULL)',
    );
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const atSchema = (schema: number) =>
    sql(
      `INSERT INTO ir_config_parameter VALUES ('plumbline.schema.harbour-civil-production', '${schema}')`,
    );

  /** What comes of running `echo migrating` under the script. */
  async function under(script: string): Promise<string> {
    try {
      return (await python(script, ['echo', 'migrating'])).stdout.trim();
    } catch (error) {
      return String((error as { stderr: string }).stderr).trim();
    }
  }

  it('migrate while people work only what nobody works in: a database without a number', async () => {
    expect(await under(UNLESS_IN_USE)).toBe('migrating');
    await atSchema(1);
    expect(await under(UNLESS_IN_USE)).toContain('nobody is stopped');
    await python(MARK_MIGRATED, []);
    expect(await under(UNLESS_IN_USE)).toContain('nothing to do');
  });

  it('begin a step once: a second attempt waits for a person', async () => {
    await atSchema(1);
    expect(await under(ONCE_UNLESS_MIGRATED)).toBe('migrating');
    expect(await under(ONCE_UNLESS_MIGRATED)).toContain(
      'delete plumbline.started.harbour-civil-production',
    );
    await sql("DELETE FROM ir_config_parameter WHERE key LIKE '%.started.%'");
    expect(await under(ONCE_UNLESS_MIGRATED)).toBe('migrating');
    await python(MARK_MIGRATED, []);
    expect(await under(ONCE_UNLESS_MIGRATED)).toContain('nothing to do');
  });

  it('let the step after one that ended well begin', async () => {
    await atSchema(1);
    await under(ONCE_UNLESS_MIGRATED);
    await python(MARK_MIGRATED, []);
    const next = { SCHEMA: '3' };
    const { stdout } = await python(
      ONCE_UNLESS_MIGRATED,
      ['echo', 'migrating'],
      next,
    );
    expect(stdout.trim()).toBe('migrating');
  });

  it('wait for data and files of a copy, and take no other database for it', async () => {
    const restored = join(folder, 'restored');
    const env = {
      COPY_OF: 'old-civil-production',
      COPY_AT: '2026-11-20T17:00:00.000Z',
      RESTORED: restored,
    };
    const awaiting = async (other: object = {}) => {
      try {
        return (
          await python(AWAIT_COPY, [], { ...env, ...other })
        ).stdout.trim();
      } catch (error) {
        return String((error as { stderr: string }).stderr).trim();
      }
    };
    expect(await awaiting()).toContain('is no copy of old-civil-production');
    await sql(
      "INSERT INTO ir_config_parameter VALUES ('plumbline.schema.old-civil-production', '4'), ('plumbline.started.old-civil-production', '5')",
    );
    expect(await awaiting()).toContain('was being migrated');
    await sql("DELETE FROM ir_config_parameter WHERE key LIKE '%.started.%'");
    const waiting = python(AWAIT_COPY, [], env);
    waiting.child.stdout?.once('data', () => writeFileSync(restored, ''));
    expect((await waiting).stdout).toContain('have not arrived');
    await python(MARK_MIGRATED, []);
    await sql("DELETE FROM ir_config_parameter WHERE key LIKE '%old-civil%'");
    // Whatever became of the share and of the source's row: Odoo runs on it, and it is known by its own.
    rmSync(restored);
    expect(await awaiting()).toBe('');
    for (const other of [
      { COPY_AT: '2026-11-21T17:00:00.000Z' },
      { COPY_OF: 'other-civil-production' },
    ]) {
      expect(await awaiting(other)).toContain(
        'is a copy of old-civil-production 2026-11-20T17:00:00.000Z, and one of',
      );
    }
  }, 60_000);

  it('take no migrated database for a copy that began as none', async () => {
    await atSchema(2);
    await expect(
      python(AWAIT_COPY, [], {
        COPY_OF: 'old-civil-production',
        COPY_AT: 'newest',
        RESTORED: join(folder, 'psycopg2.py'),
      }),
    ).rejects.toThrow('is no copy of old-civil-production');
  }, 30_000);

  it('leave a commit in a database that nobody else writes to, in one row for ever', async () => {
    await python(BEAT, []);
    await python(BEAT, []);
    const { stdout } = await python(
      'import psycopg2\nc = psycopg2.connect().cursor()\nc.execute("SELECT count(*) FROM ir_config_parameter")\nprint(c.fetchone()[0])',
      [],
    );
    expect(stdout.trim()).toBe('1');
  });

  describe('at the standstill', () => {
    let server: Server;
    let pods: Record<string, [name: string, phase: string][]>;
    const asked: string[] = [];
    beforeEach(async () => {
      asked.length = 0;
      writeFileSync(join(folder, 'token'), 'token');
      server = createServer((request, response) => {
        const { searchParams } = new URL(request.url!, 'http://kubernetes');
        const selector = searchParams.get('labelSelector')!;
        asked.push(selector);
        const items = pods[selector].map(([name, phase]) => ({
          metadata: { name },
          status: { phase },
        }));
        // The next time they are gone: what is waited for comes to an end.
        pods[selector] = [];
        response.end(JSON.stringify({ items }));
      });
      await new Promise<void>(resolve => {
        server.listen(0, '127.0.0.1', resolve);
      });
    });
    afterEach(() => new Promise(resolve => server.close(resolve)));

    async function awaited(): Promise<string> {
      const { port } = server.address() as AddressInfo;
      const { stdout } = await python(AWAIT_STANDSTILL, [], {
        KUBERNETES_API: `http://127.0.0.1:${port}`,
        KUBERNETES_ACCOUNT: folder,
        PODS_PATH: '/pods',
        OTHER_PODS: 'odoo',
        ARCHIVE_PODS: 'archive',
      });
      return stdout.trim();
    }

    it('wait for no pod that has ended', async () => {
      pods = {
        odoo: [
          ['evicted', 'Failed'],
          ['over', 'Succeeded'],
        ],
        archive: [['archived', 'Succeeded']],
      };
      expect(await awaited()).toBe('');
    });

    it('wait for who still works, and for an archive that is being written', async () => {
      pods = {
        odoo: [['web-1', 'Running']],
        archive: [['dump', 'Running']],
      };
      const said = await awaited();
      expect(said).toContain('pods of another release are still there: web-1');
      expect(said).toContain(
        'the monthly archive is still being written: dump',
      );
    });
  });
});
