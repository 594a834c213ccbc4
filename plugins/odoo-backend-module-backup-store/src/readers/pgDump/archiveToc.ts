import { MalformedBackup } from '../bytes';
import { ArchiveHeader } from './archiveHeader';

const NO_DATA = 3;
const OFFSET_KINDS = [1, 2, NO_DATA];
/** A database of Odoo has some 10,000 objects. */
const MAX_ENTRIES = 2_000_000;

export interface ArchiveToc {
  entries: number;
  /** Dump ids of the entries whose data has to follow. */
  withData: Set<number>;
}

/** Source: ReadToc in pg_backup_archiver.c and _ReadExtraToc in pg_backup_custom.c */
export async function readToc(header: ArchiveHeader): Promise<ArchiveToc> {
  const { integers } = header;
  const entries = await integers.next();
  if (entries < 0 || entries > MAX_ENTRIES) {
    throw new MalformedBackup(
      'malformed',
      `announces a table of contents of ${entries} entries`,
    );
  }
  const withData = new Set<number>();
  for (let i = 0; i < entries; i++) {
    const dumpId = await integers.next();
    await skipEntry(header);
    const kind = await integers.offsetKind();
    if (!OFFSET_KINDS.includes(kind)) {
      throw new MalformedBackup('malformed', 'has a damaged table of contents');
    }
    if (kind !== NO_DATA) withData.add(dumpId);
  }
  return { entries, withData };
}

async function skipEntry({ integers, version }: ArchiveHeader) {
  const strings = async (count: number) => {
    for (let i = 0; i < count; i++) await integers.skipString();
  };
  await integers.next(); // whether it had a dumper
  await strings(4); // table oid, oid, tag, description
  if (version >= 11) await integers.next(); // section
  await strings(5); // definition, drop, copy, namespace, tablespace
  if (version >= 14) await strings(1); // table access method
  if (version >= 16) await integers.next(); // kind of relation
  await strings(2); // owner, with oids
  while (await integers.skipString()); // dependencies, until there is none
}
