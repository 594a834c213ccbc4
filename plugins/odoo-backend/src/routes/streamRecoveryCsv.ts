import { RecoveryQuery } from '@plumbline/plugin-odoo-common';
import { Response } from 'express';
import { once } from 'node:events';
import { RecoveryModel } from '../recovery';
import { RecoveryPosition } from '../recovery/list';
import { RECOVERY_CSV_HEAD, recoveryCsvLine } from './recoveryCsv';

/** Rows a statement: the whole fleet is never held at once. */
const PAGE = 200;

/** Every row that the query lets through, page by page, as fast as the reader takes them. */
export async function streamRecoveryCsv(
  res: Response,
  recovery: Pick<RecoveryModel, 'page'>,
  query: Omit<RecoveryQuery, 'limit' | 'cursor'>,
  scope: Omit<Parameters<RecoveryModel['page']>[1], 'after'>,
): Promise<void> {
  const closed = new AbortController();
  res.once('close', () => closed.abort());
  let after: RecoveryPosition | undefined;
  let begun = false;
  do {
    const page = await recovery.page(
      { ...query, limit: PAGE },
      { ...scope, after },
    );
    if (!begun) {
      // Not before the first page has come: until then an error is still an error of HTTP.
      res.type('text/csv').attachment('recovery.csv').write(RECOVERY_CSV_HEAD);
      begun = true;
    }
    const taken = res.write(page.items.map(recoveryCsvLine).join(''));
    if (!taken && !closed.signal.aborted) await drained(res, closed.signal);
    after = page.next;
  } while (after && !closed.signal.aborted);
  res.end();
}

/** Waits until the reader has taken what was written, or has gone. */
async function drained(res: Response, gone: AbortSignal): Promise<void> {
  try {
    await once(res, 'drain', { signal: gone });
  } catch (error) {
    if (!gone.aborted) throw error;
  }
}
