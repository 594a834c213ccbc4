import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkData, checkOdoo, waitForOdoo } from './checks';
import { neutralise } from './neutralise';
import {
  RestoredDatabase,
  checkRecovered,
  checkVersion,
  configureRecovery,
  handOver,
  majorVersionOf,
  recoveredPointOf,
} from './postgres';
import { FetchedRepository, fetchRepository } from './repository';
import { Protocol } from './result';
import { Settings } from './settings';
import { BackupContainer } from './store';

export interface RestoreTest {
  settings: Settings;
  /** Empty; everything is made below. */
  directory: string;
  protocol: Protocol;
  stop: AbortSignal;
}

const foldersIn = (directory: string) => ({
  dataDirectory: join(directory, 'data'),
  walDirectory: join(directory, 'wal'),
});

/** All phases in their order; the first that fails ends the test. */
export async function restoreAndCheck(test: RestoreTest): Promise<void> {
  const { settings, directory, protocol, stop } = test;
  const container = new BackupContainer(
    settings.CONTAINER_URL,
    settings.READ_SAS_FILE,
    stop,
  );
  const { dataDirectory, walDirectory } = foldersIn(directory);
  const { POINT: point, ODOO_URL: odoo } = settings;

  const fetched = await protocol.phase('fetch', () =>
    fetchRepository({
      container,
      databasePrefix: settings.DATABASE_PREFIX,
      point,
      dataDirectory,
      walDirectory,
    }),
  );
  protocol.sizeBytes += fetched.bytes;

  const database = new RestoredDatabase({
    binDirectory: settings.POSTGRES_BIN,
    dataDirectory,
    runDirectory: settings.RUN_DIRECTORY,
  });
  try {
    await protocol.phase('restore', () => restore(test, database, fetched));
    await protocol.phase('neutralise', async () => {
      await database.query(settings.DATABASE, neutralise);
      // From here on Odoo may run: nothing is left by which it would act outside.
      await writeFile(settings.NEUTRALISED_MARKER, '');
    });
    await protocol.phase('check-data', () =>
      database.query(settings.DATABASE, client =>
        checkData(client, protocol, {
          container,
          filestorePrefix: settings.FILESTORE_PREFIX,
          sample: settings.ATTACHMENT_SAMPLE,
          settledBefore: new Date(
            Date.parse(point.at) - settings.FILESTORE_LAG_SECONDS * 1000,
          ),
        }),
      ),
    );
    await protocol.phase('start-odoo', () =>
      waitForOdoo(odoo, settings.ODOO_START_SECONDS, stop),
    );
    await protocol.phase('check-odoo', () => checkOdoo(odoo, protocol, stop));
  } finally {
    await database.stop();
  }
}

async function restore(
  { settings, directory, protocol, stop }: RestoreTest,
  database: RestoredDatabase,
  { info, chain }: FetchedRepository,
): Promise<void> {
  const { POINT: point, RUN_DIRECTORY: runDirectory } = settings;
  const { dataDirectory, walDirectory } = foldersIn(directory);
  await checkVersion(
    dataDirectory,
    await majorVersionOf(settings.POSTGRES_BIN),
  );
  await configureRecovery({
    dataDirectory,
    walDirectory,
    runDirectory,
    timeline: point.timeline,
    sharedBuffersMiB: settings.SHARED_BUFFERS_MIB,
  });
  await handOver(directory);
  await handOver(runDirectory);
  database.start();
  await database.waitUntilRecovered(stop);
  await protocol.check('recovered-to', async () => {
    const expected = { point, info, chain, dataDirectory, walDirectory };
    protocol.recovered = await recoveredPointOf(database, expected);
    return checkRecovered(protocol.recovered, expected);
  });
}
