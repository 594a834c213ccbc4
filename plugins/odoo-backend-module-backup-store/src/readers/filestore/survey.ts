import { BlobItem, BlobStore } from '../../store';
import { entryOf, mayBeEmpty } from './filestoreNames';

/** As many names are kept of each kind of defect; the rest is counted. */
const MAX_NAMED = 20;

export class Names {
  count = 0;
  readonly first: string[] = [];

  add(name: string): void {
    this.count += 1;
    if (this.first.length < MAX_NAMED) this.first.push(name);
  }
}

export interface Survey {
  files: number;
  bytes: number;
  newest?: Date;
  mark?: BlobItem;
  /** Of 0 bytes, and not named after nothing. */
  empty: Names;
  /** In a place where Odoo does not look. */
  stray: Names;
}

/**
 * Lists a filestore, however large, and holds counts only.
 *
 * @param visit - called with each file that is in its place and not empty
 */
export async function surveyOf(
  store: BlobStore,
  prefix: string,
  visit: (blob: BlobItem, sha1: string) => void,
  signal?: AbortSignal,
): Promise<Survey> {
  const survey: Survey = {
    files: 0,
    bytes: 0,
    empty: new Names(),
    stray: new Names(),
  };
  for await (const { blobs } of store.list({ prefix, signal })) {
    for (const blob of blobs) {
      const path = blob.name.slice(prefix.length);
      const entry = entryOf(path);
      if (entry.kind === 'mark') survey.mark = blob;
      else if (entry.kind === 'stray') survey.stray.add(path);
      else if (entry.kind === 'file') {
        survey.files += 1;
        survey.bytes += blob.size;
        if (!survey.newest || blob.lastModified > survey.newest) {
          survey.newest = blob.lastModified;
        }
        if (blob.size === 0 && !mayBeEmpty(entry.sha1)) survey.empty.add(path);
        else visit(blob, entry.sha1);
      }
    }
  }
  return survey;
}
