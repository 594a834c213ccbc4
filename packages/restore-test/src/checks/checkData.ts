import { Client } from 'pg';
import { Protocol } from '../result';
import { AttachmentOptions, checkAttachments } from './attachments';
import { checkNewestRecord } from './newestRecord';
import { checkRowCounts, keyTablesOf } from './rowCounts';

/** What of the restored data can be told by queries, and by the files that it refers to. */
export async function checkData(
  client: Client,
  protocol: Protocol,
  attachments: AttachmentOptions,
): Promise<void> {
  const tables = await keyTablesOf(client);
  await protocol.check('row-counts', () => checkRowCounts(client, tables));
  await protocol.check('newest-record', () =>
    checkNewestRecord(client, tables),
  );
  await protocol.check('attachments', async () => {
    const { summary, bytes } = await checkAttachments(client, attachments);
    protocol.sizeBytes += bytes;
    return summary;
  });
}
