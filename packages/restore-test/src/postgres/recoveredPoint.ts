import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RestorePoint, RestoreTestResult } from '@plumbline/plugin-odoo-common';
import { TestFailure } from '../failure';
import {
  BackupInfo,
  endsSoundly,
  parseLsn,
  parseWalHeader,
  segmentNumber,
} from '../repository';
import { RestoredDatabase } from './RestoredDatabase';

export type RecoveredPoint = NonNullable<RestoreTestResult['recovered']>;

interface Expected {
  point: RestorePoint;
  info: BackupInfo;
  /** Every segment that was there to be replayed, in order. */
  chain: readonly string[];
  walDirectory: string;
  dataDirectory: string;
}

/** How far recovery came, by PostgreSQL's own word. */
export async function recoveredPointOf(
  database: RestoredDatabase,
  { info, chain, dataDirectory }: Expected,
): Promise<RecoveredPoint> {
  const { rows } = await database.query('postgres', client =>
    client.query(`
      select pg_last_wal_replay_lsn()::text as lsn,
        pg_last_xact_replay_timestamp() as time,
        (select system_identifier::text from pg_control_system()) as system,
        substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) as timeline`),
  );
  const { lsn, time, system, timeline } = rows[0];
  if (!lsn) throw new TestFailure('PostgreSQL replayed no WAL at all');
  const number = Number((parseLsn(lsn) - 1n) / BigInt(info.segmentBytes));
  const segment = chain.find(
    name => segmentNumber(name, info.segmentBytes) === number,
  );
  if (!segment) {
    throw new TestFailure(
      `Recovery ended at ${lsn}, outside of the WAL that was fetched`,
    );
  }
  return {
    timeline: await timelineLeft(dataDirectory, timeline),
    segment,
    lsn,
    systemId: system,
    lastTransactionAt: time ? new Date(time).toISOString() : null,
  };
}

/** The timeline that was followed: on promotion PostgreSQL writes down which one it left. */
async function timelineLeft(
  dataDirectory: string,
  timeline: string,
): Promise<number> {
  const history = await readFile(
    join(dataDirectory, 'pg_wal', `${timeline}.history`),
    'utf8',
  );
  const lines = history.split('\n').filter(line => /^\d/.test(line));
  return Number.parseInt(lines.at(-1) ?? '', 10);
}

/** @throws TestFailure when recovery ended before the chosen point, or in another database */
export async function checkRecovered(
  recovered: RecoveredPoint,
  { point, info, walDirectory }: Expected,
): Promise<string> {
  if (recovered.systemId !== info.systemId) {
    throw new TestFailure(
      `The restored database is system ${recovered.systemId}, its backup.info says ${info.systemId}`,
    );
  }
  if (recovered.timeline !== point.timeline) {
    throw new TestFailure(
      `Recovery followed timeline ${recovered.timeline}, timeline ${point.timeline} was chosen`,
    );
  }
  const { segment, lsn } = recovered;
  const until = recovered.lastTransactionAt ?? 'the base backup';
  if (segment !== point.segment) {
    throw new TestFailure(
      `Recovery ended at ${lsn} in segment ${segment}, before the chosen segment ${point.segment}: restored up to ${until} only`,
    );
  }
  if (!(await replayedWhole(join(walDirectory, segment), lsn, info))) {
    throw new TestFailure(
      `Recovery ended at ${lsn} within the chosen segment ${segment}: the WAL behind it is damaged, restored up to ${until} only`,
    );
  }
  return `Replayed to the end of segment ${segment} (${lsn}) on timeline ${recovered.timeline}, last transaction ${until}`;
}

async function replayedWhole(
  path: string,
  lsn: string,
  { segmentBytes }: BackupInfo,
): Promise<boolean> {
  const content = await readFile(path);
  const header = parseWalHeader(content);
  const offset = Number((parseLsn(lsn) - 1n) % BigInt(segmentBytes)) + 1;
  return header !== undefined && endsSoundly(content, offset, header);
}
