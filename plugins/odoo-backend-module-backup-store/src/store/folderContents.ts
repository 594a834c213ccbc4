import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BlobItem } from './BlobStore';
import { BlobStoreError } from './BlobStoreError';
import { asStoreError, systemCode } from './folderErrors';

/** Somebody pointed at the root of a disk; a backup store of this size is not read as a folder. */
const MAX_FILES = 1_000_000;
const MAX_LISTING_BYTES = 512 * 1024 * 1024;

export interface FolderContents {
  /** Real path of the folder that holds the contents. */
  root: string;
  blobs: BlobItem[];
  /** Where the content of a blob may lie, relative to the root; the first that exists counts. */
  pathsOf(name: string): string[];
}

/** A listing as it was recorded of a real store, beside the contents. */
const listingSchema = z.array(
  z.object({
    name: z.string().min(1),
    /** Where the content lies, when not under its name. */
    path: z.string().min(1).optional(),
    contentLength: z.int().min(0),
    lastModified: z.coerce.date(),
    createdOn: z.coerce.date().optional(),
    contentMD5: z.string().optional(),
    etag: z.string().optional(),
    accessTier: z.string().optional(),
  }),
);

export async function readFolder(folder: string): Promise<FolderContents> {
  try {
    const root = await realpath(folder);
    const recorded = join(root, 'listing.json');
    const tree = join(root, 'tree');
    const [listing, contents] = await Promise.all([
      typeOf(recorded),
      typeOf(tree),
    ]);
    return listing?.isFile() && contents?.isDirectory()
      ? await recordedContents(recorded, tree)
      : await fileContents(root);
  } catch (error) {
    throw asStoreError(folder, error);
  }
}

async function recordedContents(
  listing: string,
  root: string,
): Promise<FolderContents> {
  const { size } = await lstat(listing);
  if (size > MAX_LISTING_BYTES) {
    throw new BlobStoreError('too-large', `${listing} has ${size} bytes`);
  }
  const entries = parseListing(listing, await readFile(listing, 'utf8'));
  const paths = new Map(entries.map(({ name, path }) => [name, path]));
  return {
    root,
    blobs: entries.map(({ path: _, contentLength, contentMD5, ...entry }) => ({
      ...entry,
      size: contentLength,
      contentMd5: contentMD5,
    })),
    pathsOf: name => [name, paths.get(name) ?? name],
  };
}

function parseListing(listing: string, text: string) {
  const parsed = listingSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw new BlobStoreError(
    'garbled',
    `${listing} is not a listing of blobs: ${path.join('.')} ${message}`,
  );
}

/** Undefined for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Links are not followed: one could lead out of the folder, or round in circles. */
async function fileContents(root: string): Promise<FolderContents> {
  const blobs: BlobItem[] = [];
  const walk = async (prefix: string) => {
    const entries = await readdir(join(root, prefix), { withFileTypes: true });
    for (const entry of entries) {
      const name = `${prefix}${entry.name}`;
      if (entry.isDirectory()) await walk(`${name}/`);
      else if (entry.isFile()) {
        const { size, mtime } = await lstat(join(root, name));
        blobs.push({ name, size, lastModified: mtime });
      }
      if (blobs.length > MAX_FILES) {
        throw new BlobStoreError(
          'too-large',
          `${root} holds more than ${MAX_FILES} files`,
        );
      }
    }
  };
  await walk('');
  return { root, blobs, pathsOf: name => [name] };
}

/** Without following a link; undefined when there is nothing. */
async function typeOf(path: string) {
  return lstat(path).catch(error => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
}
