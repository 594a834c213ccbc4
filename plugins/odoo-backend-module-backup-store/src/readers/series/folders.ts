import { BlobItem, BlobStore } from '../../store';

/** `2026/11/21/`, `2026-11-21/`, `daily/`: they sort backups of one schedule and do not tell schedules apart. */
const DATED =
  /^(20\d\d([-_.]?\d\d([-_.]?\d\d([-_.T]?\d[-_.\d]*)?)?)?|[0-3]\d|hourly|daily|weekly|monthly|yearly)$/i;
const MAX_FOLDERS = 400;

/** The folder of a schedule: that of the file, without dates at its end. */
export function folderOf(name: string): string {
  const folders = name.split('/').slice(0, -1);
  while (DATED.test(folders.at(-1) ?? '')) folders.pop();
  return folders.map(folder => `${folder}/`).join('');
}

/** The blobs of a folder and of the dated ones in it, the latest dates first. */
export async function* seriesBlobs(
  store: BlobStore,
  prefix: string,
  signal?: AbortSignal,
): AsyncGenerator<BlobItem> {
  const waiting = [prefix];
  for (let listed = 0; listed < MAX_FOLDERS; listed++) {
    const folder = waiting.pop();
    if (folder === undefined) return;
    const list = store.list({ prefix: folder, delimiter: '/', signal });
    for await (const { blobs, prefixes } of list) {
      yield* blobs;
      waiting.push(...prefixes.filter(isDated));
    }
  }
}

function isDated(folder: string): boolean {
  return DATED.test(folder.split('/').at(-2) ?? '');
}
