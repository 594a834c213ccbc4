import { FILESTORE_SYNC_MARK } from '@plumbline/plugin-odoo-common';

const FILE = /^([0-9a-f]{2})\/(\1[0-9a-f]{38})$/;
/** Odoo notes here which files its clean-up has to look at; they are empty on purpose. */
const CHECKLIST = 'checklist/';
const EMPTY_SHA1 = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';

/** What a path in a filestore is. Source: ir_attachment.py of Odoo, `_get_path` */
export type FilestoreEntry =
  | { kind: 'file'; sha1: string }
  | { kind: 'mark' | 'checklist' | 'stray' };

export function entryOf(path: string): FilestoreEntry {
  if (path === FILESTORE_SYNC_MARK) return { kind: 'mark' };
  if (path.startsWith(CHECKLIST)) return { kind: 'checklist' };
  const [, , sha1] = FILE.exec(path) ?? [];
  return sha1 ? { kind: 'file', sha1 } : { kind: 'stray' };
}

/** A file of 0 bytes is whole when its name says so. */
export function mayBeEmpty(sha1: string): boolean {
  return sha1 === EMPTY_SHA1;
}
