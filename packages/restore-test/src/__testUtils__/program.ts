import { ChildProcess, spawn } from 'node:child_process';
import { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ContainerClient } from '@azure/storage-blob';
import { RestorePoint } from '@plumbline/plugin-odoo-common';
import { sasFor } from './azurite';
import { freePort } from './observe';
import { PREFIX } from './repository';
import { POSTGRES_BIN } from './sourceDatabase';

export const RESULT = 'harbour-civil-production/test-1.json';

interface Place {
  /** Holds what the Job would mount. */
  folder: string;
  backups: ContainerClient;
  /** Of the SAS by which the backups are read. */
  permissions: string;
  results: ContainerClient;
  key: KeyObject;
  point: RestorePoint;
}

/** The program's settings, without the prefix of their names. */
export async function settingsFor(
  place: Place,
): Promise<Record<string, string>> {
  const { folder, backups, results, key, point, permissions } = place;
  const mount = async (name: string, content: string) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  return {
    ENVIRONMENT: 'harbour-civil/production',
    ID: 'test-1',
    NONCE: '0123456789abcdef0123456789abcdef',
    POINT: JSON.stringify(point),
    CONTAINER_URL: backups.url,
    DATABASE_PREFIX: PREFIX,
    FILESTORE_PREFIX: 'filestore/',
    READ_SAS_FILE: await mount('read.sas', await sasFor(backups, permissions)),
    RESULT_URL: `${results.url}/${RESULT}`,
    RESULT_SAS_FILE: await mount('create.sas', await sasFor(results, 'c')),
    SIGNING_KEY_FILE: await mount(
      'key.pem',
      key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ),
    KEY_ID: 'harbour-civil-production',
    WORK_DIRECTORY: join(folder, 'work'),
    RUN_DIRECTORY: join(folder, 'run'),
    NEUTRALISED_MARKER: join(folder, 'run', 'neutralised'),
    POSTGRES_BIN,
    DATABASE: 'odoo',
    ODOO_URL: `http://127.0.0.1:${await freePort()}`,
    DEADLINE_SECONDS: '120',
    SHARED_BUFFERS_MIB: '16',
  };
}

/** Runs the bundled program to its end. */
export async function runProgram(
  file: string,
  settings: Record<string, string>,
  onLine: (line: string, program: ChildProcess) => void = () => {},
): Promise<{ exitCode: number; output: string }> {
  const variables = Object.entries(settings).map(
    ([name, value]) => [`RESTORE_TEST_${name}`, value] as const,
  );
  const program = spawn(process.execPath, [file], {
    env: { PATH: process.env.PATH, ...Object.fromEntries(variables) },
  });
  let output = '';
  const listen = (chunk: Buffer) => {
    output += chunk;
    for (const line of String(chunk).trim().split('\n')) onLine(line, program);
  };
  program.stdout.on('data', listen);
  program.stderr.on('data', listen);
  const [exitCode] = await once(program, 'close');
  return { exitCode, output };
}

/** Starts what stands in for Odoo; ends it when asked to. */
export function startOdoo(
  { NEUTRALISED_MARKER, RUN_DIRECTORY, ODOO_URL }: Record<string, string>,
  report: string,
): () => Promise<void> {
  const odoo = spawn(process.execPath, [
    ...['--no-warnings', join(__dirname, 'odooStandIn.mjs')],
    ...[NEUTRALISED_MARKER, RUN_DIRECTORY, new URL(ODOO_URL).port, report],
  ]);
  const exit = once(odoo, 'exit');
  return async () => {
    odoo.kill();
    await exit;
  };
}
