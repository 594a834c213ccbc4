const COPY = Buffer.from('\nCOPY public.ir_attachment (');
const NEWLINE = 0x0a;
const TAB = 0x09;
const COLUMNS_BYTES = 16 * 1024;
/** Longer than any path in a filestore; the rest of a value is not held. */
const VALUE_BYTES = 128;
const STORED_FILE = /^[0-9a-f]{2}\/[0-9a-f]{40}$/;

/**
 * Finds the `store_fname` of every row of `ir_attachment` in a dump that arrives in chunks. A row may hold
 * megabytes (`db_datas`): no row is ever held.
 */
export class AttachmentRows {
  /** Outside the table: what may be the beginning of its COPY. */
  #rest: Buffer = Buffer.alloc(0);
  #column: number | undefined;
  #field = 0;
  #value = '';
  /** The first bytes of the row: `\.` ends the table. */
  #start = '';

  constructor(private readonly onStoredFile: (path: string) => void) {}

  push(chunk: Buffer): void {
    let data = chunk;
    while (data.length > 0) {
      data = this.#column === undefined ? this.#seek(data) : this.#rows(data);
    }
  }

  /** Looks for the table; answers what follows its columns. */
  #seek(chunk: Buffer): Buffer {
    const none = chunk.subarray(chunk.length);
    const data = Buffer.concat([this.#rest, chunk]);
    const start = data.indexOf(COPY);
    if (start < 0) {
      this.#rest = data.subarray(Math.max(0, data.length - COPY.length + 1));
      return none;
    }
    const end = data.indexOf(NEWLINE, start + COPY.length);
    if (end < 0) {
      // Columns that never end are no columns.
      const tooLong = data.length - start > COLUMNS_BYTES;
      this.#rest = data.subarray(tooLong ? data.length : start);
      return none;
    }
    this.#rest = Buffer.alloc(0);
    const columns = data
      .toString('utf8', start + COPY.length, end)
      .replace(/\).*$/, '')
      .split(',')
      .map(column => column.trim());
    const column = columns.indexOf('store_fname');
    if (column >= 0) {
      this.#column = column;
      this.#beginRow();
    }
    return data.subarray(end + 1);
  }

  /** Reads rows; answers what follows the table. */
  #rows(data: Buffer): Buffer {
    let at = 0;
    while (at < data.length) {
      const newline = data.indexOf(NEWLINE, at);
      const end = newline < 0 ? data.length : newline;
      this.#readFields(data, at, end);
      if (newline < 0) return data.subarray(end);
      at = newline + 1;
      this.#endField();
      if (this.#start === '\\.') {
        this.#column = undefined;
        // The newline may begin the next table.
        return data.subarray(newline);
      }
      this.#beginRow();
    }
    return data.subarray(at);
  }

  #readFields(data: Buffer, start: number, end: number): void {
    if (this.#start.length < 3) {
      this.#start += data.toString('latin1', start, Math.min(end, start + 3));
    }
    for (let at = start; at < end; ) {
      const tab = data.subarray(0, end).indexOf(TAB, at);
      const stop = tab < 0 ? end : tab;
      if (this.#field === this.#column && this.#value.length < VALUE_BYTES) {
        this.#value += data.toString(
          'latin1',
          at,
          Math.min(stop, at + VALUE_BYTES),
        );
      }
      if (tab < 0) return;
      this.#endField();
      this.#field += 1;
      at = tab + 1;
    }
  }

  #endField(): void {
    if (this.#field === this.#column && STORED_FILE.test(this.#value)) {
      this.onStoredFile(this.#value);
    }
    this.#value = '';
  }

  #beginRow(): void {
    this.#field = 0;
    this.#value = '';
    this.#start = '';
  }
}
