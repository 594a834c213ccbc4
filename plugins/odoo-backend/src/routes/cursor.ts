import { z } from 'zod';
import { fieldErrors } from './parse';

/**
 * An opaque cursor: base64url of JSON. It comes back from outside, so it is checked like any other input;
 * it grants nothing, permissions are decided anew for every page.
 */
export function encodeCursor(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Fails with the field errors of `cursor`. */
export function decodeCursor<T extends z.ZodType>(
  schema: T,
  cursor: string,
): z.infer<T> {
  const parsed = schema.safeParse(readJson(cursor));
  if (parsed.success) return parsed.data;
  throw fieldErrors([
    {
      path: 'cursor',
      message: 'is not a cursor of this list',
      accepted: 'nextCursor of the page before',
    },
  ]);
}

function readJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch (error) {
    // Not JSON: the schema refuses it.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
