import { z } from 'zod';
import { BackupRecord } from '../info/infoFiles';
import { IniEntry } from '../ini/readIni';
import { IniError } from '../ini/IniError';
import { Inventory } from './inventory';
import { Compression, COMPRESSIONS, extensionOf, LABEL } from '../names';
import { Sample, Sampler } from './Sampler';

/** Of a name in a message. */
const MAX_NAME = 200;

const bytes = z.int().min(0);
const fileSchema = z.object({
  size: bytes,
  'repo-size': bytes.optional(),
  bni: z.int().min(1).optional(),
  bno: bytes.optional(),
  bi: z.int().min(1).optional(),
  checksum: z.string().optional(),
  rck: z.string().optional(),
  reference: z.string().regex(LABEL).optional(),
});

export interface ManifestVerdict {
  /** Why the manifest itself could not be believed, and its copy was. */
  copyUsedBecause?: string;
  files: number;
  /** Files whose bytes are not, or not all, in the store. */
  missing: number;
  /** The first of them, for people. */
  firstMissing?: string;
  /** The manifest is of another backup than backup.info says. */
  contradiction?: string;
  /** Labels outside of what backup.info names as needed. */
  undeclared: string[];
  /** Stored pieces to be read and hashed. */
  samples: Sample[];
}

/** Compares what a manifest tells, line by line, with what lies in the store. */
export class ManifestCheck {
  readonly #verdict: ManifestVerdict = {
    files: 0,
    missing: 0,
    undeclared: [],
    samples: [],
  };
  readonly #expected: Map<string, string>;
  readonly #labels: Set<string>;
  #compression: Compression | undefined;

  constructor(
    private readonly record: BackupRecord,
    private readonly inventory: Inventory,
    private readonly sampler: Sampler,
  ) {
    this.#labels = new Set([record.label, ...record.needs]);
    this.#expected = new Map([
      ['backup-label', record.label],
      ...(record.wal
        ? ([
            ['backup-archive-start', record.wal.start],
            ['backup-archive-stop', record.wal.stop],
          ] as const)
        : []),
    ]);
  }

  add(entry: IniEntry) {
    if (entry.section === 'target:file') this.#addFile(entry);
    else if (entry.section === 'backup') this.#addFact(entry);
    else if (entry.section === 'backup:option') this.#addOption(entry);
  }

  verdict(): ManifestVerdict {
    const [absent] = this.#expected.keys();
    if (absent !== undefined) {
      this.#verdict.contradiction ??= `its ${absent} is not told`;
    }
    if (this.#verdict.files === 0) {
      this.#verdict.contradiction ??= 'it tells of no file at all';
    }
    return { ...this.#verdict, samples: this.sampler.samples() };
  }

  #addFact({ key, value }: IniEntry) {
    const expected = this.#expected.get(key);
    if (expected === undefined) return;
    this.#expected.delete(key);
    if (value !== expected) {
      this.#verdict.contradiction = `its ${key} is ${String(value).slice(
        0,
        60,
      )}, and backup.info says ${expected}`;
    }
  }

  #addOption({ key, value }: IniEntry) {
    if (key === 'option-compress-type') {
      this.#compression = COMPRESSIONS.find(each => each === value);
    } else if (key === 'option-compress') {
      // All there is before version 2.27; the type comes later and wins.
      this.#compression ??= value === true ? 'gz' : 'none';
    }
  }

  #addFile({ key, value }: IniEntry) {
    const { success, data: file } = fileSchema.safeParse(value);
    if (!success || this.#compression === undefined) {
      throw new IniError(
        'malformed',
        `it tells of ${key.slice(0, MAX_NAME)} what nobody understands`,
      );
    }
    this.#verdict.files++;
    // An empty file is made anew by a restore, never read.
    if (file.size === 0) return;
    const label = file.reference ?? this.record.label;
    if (!this.#labels.has(label) && !this.#verdict.undeclared.includes(label)) {
      // A handful says it all, and a hostile manifest could name millions.
      if (this.#verdict.undeclared.length < 5) {
        this.#verdict.undeclared.push(label);
      }
    }
    const stored = file['repo-size'] ?? file.size;
    const offset = file.bno ?? 0;
    const found = this.#find(label, key, file);
    const have = found?.size ?? 0;
    const complete =
      file.bni === undefined ? have === stored : have >= offset + stored;
    if (!complete) {
      this.#verdict.missing++;
      this.#verdict.firstMissing ??= `${label}/${(found?.name ?? key).slice(
        0,
        MAX_NAME,
      )}: ${found ? `${have} of ${offset + stored} bytes` : 'not there'}`;
      return;
    }
    const sha1 = file.rck ?? (stored === file.size ? file.checksum : undefined);
    if (found && sha1) {
      this.sampler.offer({
        blob: `${label}/${found.name}`,
        file: key.slice(0, MAX_NAME),
        offset,
        length: stored,
        sha1,
      });
    }
  }

  #find(label: string, file: string, { bni, bi }: z.infer<typeof fileSchema>) {
    const sizes = this.inventory.folders.get(label)?.sizes;
    const plain = `${file}${extensionOf(this.#compression ?? 'none')}`;
    const names =
      bni !== undefined
        ? [`bundle/${bni}`]
        : // Blocks of a file, as of version 2.46, have a name of their own.
          [...(bi === undefined ? [] : [`${file}.pgbi`]), plain];
    const name = names.find(each => sizes?.has(each));
    return name === undefined ? undefined : { name, size: sizes!.get(name)! };
  }
}
