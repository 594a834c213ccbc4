import { z } from 'zod';
import { MalformedBackup } from '../bytes';
import { Problem } from '../series';
import { ZipEntry } from './zipDirectory';

const MAX_MANIFEST_BYTES = 1024 * 1024;

/** What Odoo's database manager writes beside the dump; its restore ignores it. */
const manifestSchema = z.object({ db_name: z.string().max(200) });

/** @param content - reads the file; not called when it is too large */
export async function readManifest(
  entry: ZipEntry | undefined,
  content: (entry: ZipEntry) => AsyncIterable<Buffer>,
): Promise<{ database?: string; problems: Problem[] }> {
  if (!entry) return { problems: [doubt('is missing')] };
  if (entry.size > MAX_MANIFEST_BYTES) {
    return { problems: [doubt(`has ${entry.size} bytes and was not read`)] };
  }
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of content(entry)) chunks.push(chunk);
    const manifest = manifestSchema.safeParse(
      JSON.parse(Buffer.concat(chunks).toString()),
    );
    return manifest.success
      ? { database: manifest.data.db_name, problems: [] }
      : { problems: [doubt('names no database')] };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof MalformedBackup) {
      return { problems: [doubt('is damaged')] };
    }
    throw error;
  }
}

function doubt(what: string): Problem {
  return {
    code: 'manifest',
    effect: 'doubtful',
    summary: `manifest.json ${what}: which database this is cannot be told.`,
    action: 'Take a new backup with the database manager of Odoo.',
  };
}
