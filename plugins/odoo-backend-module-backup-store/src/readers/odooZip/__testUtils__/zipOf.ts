import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipFile {
  name: string;
  content?: string | Buffer;
  /** What the directory says instead of the truth. */
  claims?: {
    size?: number;
    compressedSize?: number;
    offset?: number;
    crc?: number;
  };
}

/** A zip file as Odoo writes it, or one that lies. */
export function zipOf(...files: ZipFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content = '', claims } of files) {
    const bytes = Buffer.from(content);
    const deflated = deflateRawSync(bytes);
    const path = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(claims?.crc ?? crc32(bytes), 10);
    fields.writeUInt32LE(claims?.compressedSize ?? deflated.length, 14);
    fields.writeUInt32LE(claims?.size ?? bytes.length, 18);
    fields.writeUInt16LE(path.length, 22);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt16LE(20, 4);
    fields.copy(entry, 6);
    entry.writeUInt32LE(claims?.offset ?? offset, 42);
    directory.push(entry, path);
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04'),
      fields,
      path,
      deflated,
    ]);
    parts.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}

/** A dump with attachments; whole, as pg_dump writes it. */
export function dumpOf(...storedFiles: string[]): string {
  return [
    '--',
    '-- PostgreSQL database dump',
    '--',
    '',
    'COPY public.ir_attachment (id, store_fname, db_datas) FROM stdin;',
    ...storedFiles.map((path, id) => `${id}\t${path}\t\\N`),
    '\\.',
    '',
    '--',
    '-- PostgreSQL database dump complete',
    '--',
    '',
  ].join('\n');
}
