import { SaxesParser, SaxesTagPlain } from 'saxes';
import { BlobItem, BlobPage } from '../../store';

type Fields = Partial<Record<string, string>>;

/** EnumerationResults > Blobs, NextMarker > Blob, BlobPrefix > Name, Properties > Content-Length and so on. */
const ROOT = 1;
const SECTION = 2;
const ENTRY = 3;

/**
 * Reads one answer of List Blobs piece by piece, so that no page blocks the event loop.
 * Format: https://learn.microsoft.com/rest/api/storageservices/list-blobs
 */
export class ListingParser {
  readonly #page: BlobPage = { blobs: [], prefixes: [] };
  readonly #parser = new SaxesParser({ xmlns: false });
  #depth = 0;
  #isListing = false;
  #section = '';
  #text = '';
  #fields: Fields = {};
  #nextMarker = '';

  constructor() {
    this.#parser.on('opentag', tag => this.#open(tag));
    this.#parser.on('text', text => this.#read(text));
    this.#parser.on('cdata', text => this.#read(text));
    this.#parser.on('closetag', tag => this.#close(tag));
  }

  /** @throws Error when it is no such document. */
  write(text: string): void {
    this.#parser.write(text);
  }

  /** @throws Error when the document ends before it is complete. */
  end(): { page: BlobPage; nextMarker?: string } {
    this.#parser.close();
    if (!this.#isListing) throw new Error('is no listing of blobs');
    return { page: this.#page, nextMarker: this.#nextMarker || undefined };
  }

  #open({ name, attributes }: SaxesTagPlain): void {
    this.#depth += 1;
    this.#text = '';
    if (this.#depth === ROOT) this.#isListing = name === 'EnumerationResults';
    else if (this.#depth === SECTION) this.#section = name;
    else if (this.#depth === ENTRY) this.#fields = {};
    else if (name === 'Name') this.#fields.encoded = attributes.Encoded;
  }

  #read(text: string): void {
    this.#text += text;
  }

  #close({ name }: SaxesTagPlain): void {
    if (this.#depth > ENTRY) this.#fields[name] = this.#text;
    else if (this.#depth === ENTRY && this.#section === 'Blobs') {
      this.#addEntry(name);
    } else if (this.#depth === SECTION && name === 'NextMarker') {
      this.#nextMarker = this.#text;
    }
    this.#text = '';
    this.#depth -= 1;
  }

  #addEntry(kind: string): void {
    // Accounts with a hierarchical namespace list their folders among the blobs.
    const isFolder = this.#fields.ResourceType === 'directory';
    if (kind === 'BlobPrefix') this.#page.prefixes.push(nameOf(this.#fields));
    else if (kind === 'Blob' && !isFolder) {
      this.#page.blobs.push(blobOf(this.#fields));
    }
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
