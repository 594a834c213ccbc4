import { SaxesParser, SaxesTagPlain } from 'saxes';
import { BlobItem, BlobPage } from '../../store';

type Fields = Partial<Record<string, string>>;

const ROOT = '/EnumerationResults';
const ENTRY = [`${ROOT}/Blobs/Blob`, `${ROOT}/Blobs/BlobPrefix`];
const [BLOB, PREFIX] = ENTRY;

/**
 * Reads one answer of List Blobs piece by piece, so that no page blocks the event loop.
 * Format: https://learn.microsoft.com/rest/api/storageservices/list-blobs
 */
export class ListingParser {
  readonly #page: BlobPage = { blobs: [], prefixes: [] };
  readonly #parser = new SaxesParser({ xmlns: false });
  #path = '';
  #text = '';
  #fields: Fields = {};
  #nextMarker = '';
  #root = false;

  constructor() {
    this.#parser.on('opentag', tag => this.#open(tag));
    this.#parser.on('text', text => this.#read(text));
    this.#parser.on('cdata', text => this.#read(text));
    this.#parser.on('closetag', () => this.#close());
  }

  /** @throws Error when it is no such document. */
  write(text: string): void {
    this.#parser.write(text);
  }

  /** @throws Error when the document ends before it is complete. */
  end(): { page: BlobPage; nextMarker?: string } {
    this.#parser.close();
    if (!this.#root) throw new Error('is no listing of blobs');
    return { page: this.#page, nextMarker: this.#nextMarker || undefined };
  }

  #open({ name, attributes }: SaxesTagPlain): void {
    this.#path += `/${name}`;
    this.#text = '';
    if (this.#path === ROOT) this.#root = true;
    if (ENTRY.includes(this.#path)) this.#fields = {};
    if (name === 'Name') this.#fields.encoded = attributes.Encoded;
  }

  #read(text: string): void {
    this.#text += text;
  }

  #close(): void {
    const path = this.#path;
    const name = path.slice(path.lastIndexOf('/') + 1);
    this.#path = path.slice(0, -name.length - 1);
    if (path === `${ROOT}/NextMarker`) this.#nextMarker = this.#text;
    else if (path === BLOB) this.#addBlob();
    else if (path === PREFIX) this.#page.prefixes.push(nameOf(this.#fields));
    else if (path.startsWith(`${ROOT}/Blobs/`)) this.#fields[name] = this.#text;
    this.#text = '';
  }

  #addBlob(): void {
    // Accounts with a hierarchical namespace list their folders among the blobs.
    if (this.#fields.ResourceType === 'directory') return;
    this.#page.blobs.push(blobOf(this.#fields));
  }
}

function blobOf(fields: Fields): BlobItem {
  const created = fields['Creation-Time'];
  return {
    name: nameOf(fields),
    size: sizeOf(fields['Content-Length']),
    lastModified: timeOf(fields['Last-Modified']),
    createdOn: created ? timeOf(created) : undefined,
    contentMd5: fields['Content-MD5'] || undefined,
    etag: fields.Etag || undefined,
    accessTier: fields.AccessTier || undefined,
  };
}

/** Names that XML cannot hold come percent-encoded. */
function nameOf({ Name: name, encoded }: Fields): string {
  if (!name) throw new Error('lists a blob without a name');
  return encoded === 'true' ? decodeURIComponent(name) : name;
}

function sizeOf(text = ''): number {
  const size = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(size)) return size;
  throw new Error('lists a blob without a length');
}

function timeOf(text = ''): Date {
  const time = new Date(text);
  if (!Number.isNaN(time.getTime())) return time;
  throw new Error('lists a blob without a time');
}
