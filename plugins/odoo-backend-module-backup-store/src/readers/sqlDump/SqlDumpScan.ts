import { AttachmentRows } from './AttachmentRows';

/** The trailer of pg_dump or pg_dumpall, and the `\unrestrict` that follows it since August 2025. */
const COMPLETE =
  /\n-- PostgreSQL database (cluster )?dump complete\r?\n--\s*(\\unrestrict \w+\s*)?$/;
const BEGIN = /^(--)?\s*(--\s*)*-- PostgreSQL database (cluster )?dump\r?\n/;
const TAIL_BYTES = 1024;
const HEAD_BYTES = 256;
const SEAM_BYTES = 16;

const TABLE_DATA = [Buffer.from('\nCOPY '), Buffer.from('\nINSERT INTO ')];

/** Reads a plain dump as it comes, holding a few kilobytes of it. */
export class SqlDumpScan {
  #head = Buffer.alloc(0);
  #tail = Buffer.alloc(0);
  #bytes = 0;
  #hasData = false;
  readonly #attachments: AttachmentRows;

  /** @param onStoredFile - told of each file that an attachment in the dump refers to, as `xx/<sha1>` */
  constructor(onStoredFile: (path: string) => void = () => {}) {
    this.#attachments = new AttachmentRows(onStoredFile);
  }

  push(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#head.length < HEAD_BYTES) {
      this.#head = Buffer.concat([this.#head, chunk.subarray(0, HEAD_BYTES)]);
    }
    if (!this.#hasData) {
      const seam = [this.#tail.subarray(-SEAM_BYTES), chunk];
      const searched = Buffer.concat(seam);
      this.#hasData = TABLE_DATA.some(begin => searched.includes(begin));
    }
    this.#tail = Buffer.concat([
      this.#tail,
      chunk.subarray(-TAIL_BYTES),
    ]).subarray(-TAIL_BYTES);
    this.#attachments.push(chunk);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** It holds more than definitions. */
  get hasData(): boolean {
    return this.#hasData;
  }

  /** Its first bytes, for who wants to tell what it is instead. */
  get head(): string {
    return this.#head.toString('latin1');
  }

  /** It begins as pg_dump begins. */
  get isDump(): boolean {
    return BEGIN.test(this.head);
  }

  /** It ends as pg_dump ends; psql would restore a cut one without an error. */
  get isComplete(): boolean {
    return COMPLETE.test(this.#tail.toString('latin1'));
  }
}
