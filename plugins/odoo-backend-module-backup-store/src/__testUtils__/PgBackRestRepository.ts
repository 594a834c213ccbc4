import { createHash } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { segmentName } from '../wal';
import { MemoryBlob } from './MemoryStore';
import { IniSection, signedIni } from './signedIni';

const MIB = 1024 * 1024;
const SYSTEM_ID = '7708150322908187512';

export interface MadeFile {
  /** Below the folder of the backup, such as `pg_data/base/1/1259`. */
  name: string;
  /** As it is stored. */
  stored: string;
  /** Bundle that holds it. */
  bundle?: number;
  /** Keys of the manifest to be added or changed. */
  manifest?: object;
}

export interface MadeBackup {
  label: string;
  type?: 'full' | 'diff' | 'incr';
  /** Minutes after midnight of the first day. */
  at: number;
  /** Numbers of the first and last segment that it needs. */
  start: number;
  stop: number;
  timeline?: number;
  needs?: string[];
  files?: MadeFile[];
  /** Files that lie in a backup before this one. */
  references?: { label: string; file: MadeFile }[];
  historyId?: number;
  compression?: string;
  error?: boolean;
}

const sha1 = (content: string | Buffer) =>
  createHash('sha1').update(content).digest('hex');
const quoted = (text: string) => JSON.stringify(text);

/** Segments of the same name have the same content: each is made and hashed once. */
const checksums = new Map<string, string>();

function checksumOf(key: string, content: () => Buffer): string {
  const checksum = checksums.get(key) ?? sha1(content());
  checksums.set(key, checksum);
  return checksum;
}

function pack(content: Buffer, extension: string): Buffer {
  if (extension === '.gz') return gzipSync(content, { level: 1 });
  return extension === '.zst' ? zstdCompressSync(content) : content;
}

/** A small repository in the layout of pgBackRest, with valid checksums, to be damaged afterwards. */
export class PgBackRestRepository {
  static readonly midnight = Date.parse('2026-11-20T00:00:00Z');
  readonly #backups: MadeBackup[] = [];
  readonly #blobs: MemoryBlob[] = [];

  constructor(
    private readonly options: {
      segmentBytes?: number;
      /** Of WAL: to hash a hundred thousand segments takes minutes. */
      withoutChecksums?: boolean;
      clusters?: { version: string; systemId: string }[];
    } = {},
  ) {}

  static time(minutes: number): Date {
    return new Date(PgBackRestRepository.midnight + minutes * 60_000);
  }

  get segmentBytes(): number {
    return this.options.segmentBytes ?? MIB;
  }

  segment(number: number, timeline = 1): string {
    return segmentName({ timeline, number }, this.segmentBytes);
  }

  /** One segment every ten minutes, from a number and a minute on. */
  wal(
    from: number,
    to: number,
    at: number,
    {
      timeline = 1,
      archiveId = '15-1',
      systemId = SYSTEM_ID,
      extension = '.gz',
    } = {},
  ): this {
    for (let number = from; number <= to; number++) {
      const segment = this.segment(number, timeline);
      const content = () => this.#segmentContent(number, timeline, systemId);
      const folder = segment.slice(0, 16);
      const checksum = this.options.withoutChecksums
        ? sha1(segment)
        : checksumOf(`${this.segmentBytes} ${systemId} ${segment}`, content);
      this.#blobs.push({
        name: `archive/acme/${archiveId}/${folder}/${segment}-${checksum}${extension}`,
        content: () => pack(content(), extension),
        size: extension === '' ? this.segmentBytes : 1200,
        lastModified: PgBackRestRepository.time(at + 10 * (number - from)),
      });
    }
    return this;
  }

  #segmentContent(number: number, timeline: number, systemId: string): Buffer {
    const content = Buffer.alloc(this.segmentBytes);
    content.writeUInt16LE(0xd110, 0);
    content.writeUInt16LE(0x0002, 2);
    content.writeUInt32LE(timeline, 4);
    content.writeBigUInt64LE(BigInt(number) * BigInt(this.segmentBytes), 8);
    content.writeBigUInt64LE(BigInt(systemId), 24);
    content.writeUInt32LE(this.segmentBytes, 32);
    return content;
  }

  backup(backup: MadeBackup): this {
    this.#backups.push(backup);
    const { label, at, files = [] } = backup;
    const bundles = new Map<string, string>();
    for (const { name, stored, bundle } of files) {
      const blob = bundle === undefined ? name : `bundle/${bundle}`;
      bundles.set(blob, (bundles.get(blob) ?? '') + stored);
    }
    for (const [name, content] of bundles) {
      this.put(`backup/acme/${label}/${name}`, content, at + 1);
    }
    const manifest = this.#manifest(backup);
    this.put(`backup/acme/${label}/backup.manifest`, manifest, at + 2);
    this.put(`backup/acme/${label}/backup.manifest.copy`, manifest, at + 2);
    return this;
  }

  put(name: string, content: string | Buffer, at: number): this {
    this.#blobs.push({
      name,
      content,
      lastModified: PgBackRestRepository.time(at),
    });
    return this;
  }

  blobs(): MemoryBlob[] {
    const last = Math.max(0, ...this.#backups.map(({ at }) => at)) + 2;
    const info = (folder: string, text: string): MemoryBlob[] =>
      ['', '.copy'].map(copy => ({
        name: `${folder}/acme/${folder}.info${copy}`,
        content: text,
        lastModified: PgBackRestRepository.time(last),
      }));
    return [
      ...this.#blobs,
      ...info('backup', this.#backupInfo()),
      ...info('archive', this.#archiveInfo()),
    ];
  }

  get #clusters() {
    return this.options.clusters ?? [{ version: '15', systemId: SYSTEM_ID }];
  }

  #lsn(number: number): string {
    const position = BigInt(number) * BigInt(this.segmentBytes) + 40n;
    const hex = (part: bigint) => part.toString(16).toUpperCase();
    return `${hex(position / 2n ** 32n)}/${hex(position % 2n ** 32n)}`;
  }

  #facts(backup: MadeBackup): [string, string][] {
    const { type = 'full', at, start, stop, timeline } = backup;
    const seconds = (minutes: number) =>
      String(PgBackRestRepository.time(minutes).getTime() / 1000);
    return [
      ['backup-archive-start', quoted(this.segment(start, timeline))],
      ['backup-archive-stop', quoted(this.segment(stop, timeline))],
      ['backup-lsn-start', quoted(this.#lsn(start))],
      ['backup-lsn-stop', quoted(this.#lsn(stop))],
      ['backup-timestamp-start', seconds(at)],
      ['backup-timestamp-stop', seconds(at + 1)],
      ['backup-type', quoted(type)],
    ];
  }

  #backupInfo(): string {
    const current = this.#backups.map((backup): [string, string] => {
      const { label, needs, historyId = 1, error = false } = backup;
      const facts = [
        ...this.#facts(backup),
        ['backup-error', String(error)],
        ...(needs
          ? [
              ['backup-prior', quoted(needs.at(-1)!)],
              ['backup-reference', JSON.stringify(needs)],
            ]
          : []),
        ['db-id', String(historyId)],
      ];
      const inside = facts.map(([key, raw]) => `${quoted(key)}:${raw}`);
      return [label, `{${inside.join(',')}}`];
    });
    return signedIni([
      ['backrest', [['backrest-format', '5']]],
      ...(current.length > 0
        ? [['backup:current', current] satisfies IniSection]
        : []),
      ['db', [['db-id', String(this.#clusters.length)]]],
      this.#history('db-system-id'),
    ]);
  }

  #archiveInfo(): string {
    return signedIni([
      ['backrest', [['backrest-format', '5']]],
      ['db', [['db-id', String(this.#clusters.length)]]],
      this.#history('db-id'),
    ]);
  }

  #history(key: string): IniSection {
    return [
      'db:history',
      this.#clusters.map(({ version, systemId }, index) => [
        String(index + 1),
        `{${quoted(key)}:${systemId},"db-version":${quoted(version)}}`,
      ]),
    ];
  }

  #manifest(backup: MadeBackup): string {
    const { label, files = [], references = [], compression = 'none' } = backup;
    const offsets = new Map<number, number>();
    const own = files.map(file => {
      const line = describeFile(file, offsets.get(file.bundle ?? 0) ?? 0);
      if (file.bundle !== undefined) {
        const offset = offsets.get(file.bundle) ?? 0;
        offsets.set(file.bundle, offset + Buffer.byteLength(file.stored));
      }
      return line;
    });
    const theirs = references.map(({ label: reference, file }) =>
      describeFile({ ...file, manifest: { ...file.manifest, reference } }, 0),
    );
    return signedIni([
      ['backrest', [['backrest-format', '5']]],
      ['backup', [...this.#facts(backup), ['backup-label', quoted(label)]]],
      [
        'backup:option',
        [
          ['option-compress', String(compression !== 'none')],
          ['option-compress-type', quoted(compression)],
        ],
      ],
      ['target:file', [...own, ...theirs]],
    ]);
  }
}

function describeFile(
  { name, stored, bundle, manifest }: MadeFile,
  offset: number,
): [string, string] {
  const size = Buffer.byteLength(stored);
  // The manifest names the file as it was in the database.
  const file = name.replace(/\.(gz|lz4|zst|bz2|pgbi)$/, '');
  return [
    file,
    JSON.stringify({
      ...(bundle === undefined ? {} : { bni: bundle, bno: offset }),
      checksum: sha1(stored),
      size,
      timestamp: 1,
      ...manifest,
    }),
  ];
}
