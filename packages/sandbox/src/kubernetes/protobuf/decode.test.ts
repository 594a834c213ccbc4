import { decodeProtobuf, isProtobuf } from './decode';

function field(number: number, value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
}

function body(kind: string, raw: Buffer): Buffer {
  const typeMeta = Buffer.concat([field(1, 'v1'), field(2, kind)]);
  return Buffer.concat([
    Buffer.from('k8s\0'),
    field(1, typeMeta),
    field(2, raw),
  ]);
}

describe('decodeProtobuf', () => {
  it('reads an object as JSON would have given it', () => {
    const entry = (key: string) =>
      Buffer.concat([field(1, key), field(2, 'value')]);
    const raw = Buffer.concat([
      field(1, field(1, 'settings')),
      field(2, entry('a')),
      field(2, entry('b')),
      Buffer.from([4 * 8, 1]),
    ]);
    expect(isProtobuf(body('ConfigMap', raw))).toBe(true);
    expect(decodeProtobuf(body('ConfigMap', raw))).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings' },
      data: { a: 'value', b: 'value' },
      immutable: true,
    });
  });

  it('refuses broken bytes and kinds it does not know', () => {
    const cut = body('ConfigMap', field(1, 'x')).subarray(0, -1);
    expect(() => decodeProtobuf(cut)).toThrow(
      expect.objectContaining({ code: 400 }),
    );
    expect(() => decodeProtobuf(body('Job', Buffer.alloc(0)))).toThrow(
      expect.objectContaining({ code: 415 }),
    );
  });
});
