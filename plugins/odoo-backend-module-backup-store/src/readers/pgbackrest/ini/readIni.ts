import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { IniError } from './IniError';
import { IniLimits, lines } from './lines';

export interface IniEntry {
  section: string;
  key: string;
  /** As it stands in the file: numbers above 2^53 survive only here. */
  raw: string;
  value: unknown;
}

const CHECKSUM_KEY = 'backrest-checksum';
/** Some names of files contain `=`; more of them than this is nobody's file name. */
const MAX_EQUALS_SIGNS = 64;
const LINES_PER_TURN = 1000;

/**
 * Reads a file of pgBackRest from beginning to end: INI whose values are JSON, the last of them the SHA-1 over
 * `{"section":{"key":value,...},...}` of all others in their order and as they stand there
 * (pgBackRest, src/common/ini.c and src/info/info.c).
 *
 * What `onEntry` was told counts only when this returns; an IniError means that none of it can be believed.
 */
export async function readIni(
  chunks: AsyncIterable<Buffer>,
  limits: IniLimits,
  onEntry: (entry: IniEntry) => void,
): Promise<void> {
  const hash = createHash('sha1');
  let section: string | undefined;
  let hashed: string | undefined;
  let stored: unknown;
  let count = 0;
  for await (const line of lines(chunks, limits)) {
    if (++count % LINES_PER_TURN === 0) await nextTurn();
    if (line === '') continue;
    if (line.startsWith('[') && line.endsWith(']')) {
      section = line.slice(1, -1);
      continue;
    }
    if (section === undefined) {
      throw new IniError('malformed', `line ${count} stands in no section`);
    }
    const { key, raw, value } = splitLine(line, count);
    if (section === 'backrest' && key === CHECKSUM_KEY) {
      stored = value;
      continue;
    }
    if (hashed === section) {
      hash.update(',');
    } else {
      hash.update(hashed === undefined ? '{' : '},');
      hash.update(`${JSON.stringify(section)}:{`, 'latin1');
      hashed = section;
    }
    hash.update(`${JSON.stringify(key)}:${raw}`, 'latin1');
    onEntry({ section, key: fromLatin1(key), raw, value });
  }
  hash.update('}}');
  if (stored !== hash.digest('hex')) {
    throw new IniError(
      'checksum',
      stored === undefined
        ? 'its checksum at the end is missing, so it was cut'
        : 'its content does not match its own checksum',
    );
  }
}

/** Splits at the first `=` whose right side is JSON: names of files may contain `=`. */
function splitLine(line: string, number: number) {
  let at = line.indexOf('=');
  for (let tries = 0; at > 0 && tries < MAX_EQUALS_SIGNS; tries++) {
    const raw = line.slice(at + 1);
    const value = parseJson(raw);
    if (value !== undefined) return { key: line.slice(0, at), raw, value };
    at = line.indexOf('=', at + 1);
  }
  throw new IniError('malformed', `line ${number} is not key=JSON`);
}

/** undefined: not JSON, which has no such value. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Bytes were kept one per character, so that a name in any encoding is hashed as it was written. */
function fromLatin1(text: string): string {
  return Buffer.from(text, 'latin1').toString();
}
