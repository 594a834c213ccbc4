import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RESTORE_FILES } from './filestore';

/** Of rclone what the script uses, over folders; `sleep` ends a wait that would not end. */
const RCLONE = `#!/bin/sh
verb=$1; shift
case $verb in
  cat) cat "$1" ;;
  copy) mkdir -p "$2" && cp -R "$1"/[0-9a-f][0-9a-f] "$2" ;;
esac
`;

describe('the files of a copy', () => {
  let folder: string;
  const path = (name: string) => join(folder, name);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'copy-'));
    for (const name of ['bin', 'store/ab', 'share']) {
      mkdirSync(path(name), { recursive: true });
    }
    for (const [name, text] of [
      ['rclone', RCLONE],
      ['sleep', '#!/bin/sh\nexit 9\n'],
    ]) {
      writeFileSync(path(`bin/${name}`), text);
      chmodSync(path(`bin/${name}`), 0o755);
    }
    writeFileSync(path('store/ab/abcd'), 'attachment');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const mark = (startedAt: string) =>
    writeFileSync(path('store/.last-sync.json'), JSON.stringify({ startedAt }));
  const run = (at: string) =>
    spawnSync('/bin/sh', ['-euc', RESTORE_FILES], {
      encoding: 'utf8',
      timeout: 20_000,
      env: {
        PATH: `${path('bin')}:${process.env.PATH}`,
        ENVIRONMENT: 'old-civil/production',
        AT: at,
        SOURCE: path('store'),
        TARGET: path('share/filestore/odoo'),
        RESTORED: path('share/.restored-from'),
      },
    });
  const AT = '2026-11-20T17:00:00.000Z';

  it.each(['2026-11-20T16:59:59Z', undefined])(
    'are waited for while the copy of the source began at %s',
    startedAt => {
      if (startedAt) mark(startedAt);
      const { stdout, status } = run(AT);
      expect([status, stdout]).toEqual([9, expect.stringContaining('Waiting')]);
      expect(existsSync(path('share/.restored-from'))).toBe(false);
    },
  );

  it('arrive once the copy is younger than the moment, and are left alone ever after', () => {
    mark('2026-11-20T17:00:00Z');
    expect(run(AT).status).toBe(0);
    expect(readFileSync(path('share/filestore/odoo/ab/abcd'), 'utf8')).toBe(
      'attachment',
    );
    expect(readFileSync(path('share/.restored-from'), 'utf8')).toBe(
      'old-civil/production 2026-11-20T17:00:00Z\n',
    );
    rmSync(path('share/filestore/odoo/ab/abcd'));
    expect(run(AT).stdout).toContain('nothing to do');
    expect(existsSync(path('share/filestore/odoo/ab/abcd'))).toBe(false);
  });

  it.each([
    ['another source', 'other-civil/production 2026-11-20T17:00:00Z'],
    ['before the moment', 'old-civil/production 2026-11-20T16:59:59Z'],
    ['nobody knows where', ''],
  ])(
    'are not taken for those of %s that an environment of the name left',
    (_, left) => {
      mark('2026-11-20T17:00:00Z');
      writeFileSync(path('share/.restored-from'), left && `${left}\n`);
      const { status, stderr } = run(AT);
      expect([status, stderr]).toEqual([
        1,
        expect.stringContaining('are wanted: it was left behind'),
      ]);
      expect(existsSync(path('share/filestore/odoo'))).toBe(false);
    },
  );

  it('without a moment are those of the newest copy', () => {
    mark('2026-01-01T00:00:00Z');
    expect(run('0').status).toBe(0);
  });
});
