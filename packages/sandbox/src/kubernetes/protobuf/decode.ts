import { textAt, type JsonObject } from '../json';
import { badRequest, StatusError } from '../statusError';
import { envelope, messages, type FieldType, type Message } from './messages';

const MAGIC = Buffer.from('k8s\0');

/** Reads one message; fails with BadRequest (400) on bytes that end too early. */
class Reader {
  #at = 0;

  constructor(private readonly bytes: Buffer) {}

  get done(): boolean {
    return this.#at >= this.bytes.length;
  }

  varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.#at++];
      if (byte === undefined) throw badRequest('truncated protobuf body');
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
  }

  chunk(length = this.varint()): Buffer {
    const end = this.#at + length;
    if (end > this.bytes.length) throw badRequest('truncated protobuf body');
    const chunk = this.bytes.subarray(this.#at, end);
    this.#at = end;
    return chunk;
  }
}

const stringEntry: Message = {
  1: { name: 'key', type: 'string' },
  2: { name: 'value', type: 'string' },
};
const base64Entry: Message = {
  1: { name: 'key', type: 'string' },
  2: { name: 'value', type: 'base64' },
};

function entryOf(chunk: Buffer, message: Message): JsonObject {
  const entry = decodeMessage(chunk, message);
  return { [textAt(entry, ['key'])]: textAt(entry, ['value']) };
}

function scalar(type: FieldType, value: number | Buffer): unknown {
  if (typeof value === 'number') return type === 'flag' ? value === 1 : value;
  if (type === 'string') return value.toString();
  if (type === 'base64') return value.toString('base64');
  if (type === 'stringMap') return entryOf(value, stringEntry);
  if (type === 'base64Map') return entryOf(value, base64Entry);
  return typeof type === 'object' ? decodeMessage(value, type) : undefined;
}

function decodeMessage(bytes: Buffer, message: Message): JsonObject {
  const reader = new Reader(bytes);
  const result: JsonObject = {};
  while (!reader.done) {
    const tag = reader.varint();
    const wire = tag % 8;
    const widths: Record<number, number> = { 1: 8, 5: 4 };
    const value = wire === 0 ? reader.varint() : reader.chunk(widths[wire]);
    const field = message[Math.floor(tag / 8)];
    if (!field) continue;
    const decoded = scalar(field.type, value);
    const known = result[field.name];
    if (field.repeated) {
      result[field.name] = [...(Array.isArray(known) ? known : []), decoded];
    } else if (field.type === 'stringMap' || field.type === 'base64Map') {
      result[field.name] = { ...(known ?? {}), ...(decoded as JsonObject) };
    } else if (decoded !== '') {
      result[field.name] = decoded;
    }
  }
  return result;
}

export function isProtobuf(body: Buffer): boolean {
  return body.subarray(0, MAGIC.length).equals(MAGIC);
}

/**
 * A Kubernetes protobuf body as the object that JSON would have given. Fails with
 * UnsupportedMediaType (415) for kinds whose messages the sandbox does not know.
 */
export function decodeProtobuf(body: Buffer): JsonObject {
  const outer = decodeMessage(body.subarray(MAGIC.length), envelope);
  const kind = textAt(outer, ['typeMeta', 'kind']);
  const message = messages[kind];
  if (!message) {
    throw new StatusError(
      415,
      'UnsupportedMediaType',
      `the sandbox does not read ${kind} as protobuf; use --dry-run=client -o yaml and kubectl apply`,
    );
  }
  return {
    apiVersion: textAt(outer, ['typeMeta', 'apiVersion']),
    kind,
    ...decodeMessage(Buffer.from(textAt(outer, ['raw']), 'base64'), message),
  };
}
