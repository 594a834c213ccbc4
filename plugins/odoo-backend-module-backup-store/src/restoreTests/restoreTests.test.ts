import { generateKeyPairSync, sign } from 'node:crypto';
import {
  RESTORE_TEST_PAYLOAD_TYPE,
  RestoreTestResult,
  preAuthenticationEncoding,
} from '@plumbline/plugin-odoo-common';
import { MemoryStore } from '../__testUtils__';
import { BlobStoreError } from '../store';
import { readRestoreTests } from './readRestoreTests';
import { ResultCache } from './ResultCache';
import { parsePublicKey } from './VerificationKey';

const ours = generateKeyPairSync('ed25519');
const theirs = generateKeyPairSync('ed25519');

const result: RestoreTestResult = {
  version: 1,
  environment: 'acme/production',
  test: 'change-1',
  nonce: 'a'.repeat(32),
  point: {
    backup: '20261121T013001',
    timeline: 1,
    segment: '00000001000000010000001A',
    at: '2026-11-21T02:00:00.000Z',
    systemId: '7708150322908187512',
    lineage: 'odoo-db',
  },
  startedAt: '2026-11-21T03:00:00.000Z',
  finishedAt: '2026-11-21T03:22:00.000Z',
  outcome: 'passed',
  summary: 'Restored to 02:00',
  recovered: null,
  phases: [],
  checks: [],
  sizeBytes: 1,
};

function envelope(
  content: object,
  {
    keyid = 'job',
    key = ours.privateKey,
    payloadType = RESTORE_TEST_PAYLOAD_TYPE,
    signed = content,
  } = {},
) {
  const bytes = (value: object) => Buffer.from(JSON.stringify(value));
  const covered = preAuthenticationEncoding(payloadType, bytes(signed));
  const sig = sign(null, covered, key).toString('base64');
  return JSON.stringify({
    payloadType,
    payload: bytes(content).toString('base64'),
    signatures: [{ keyid, sig }],
  });
}

const keys = [
  { id: 'job', key: ours.publicKey, environments: ['acme/*'] },
  { id: 'rail', key: ours.publicKey, environments: ['rail/production'] },
];

const storeOf = (blobs: Record<string, string>) =>
  new MemoryStore(
    Object.entries(blobs).map(([name, content], i) => ({
      name,
      content,
      etag: 'v1',
      lastModified: new Date(Date.parse('2026-11-21T03:22:01Z') + i),
    })),
  );
const read = (
  blobs: Record<string, string>,
  { store = storeOf(blobs), cache = new ResultCache() } = {},
) =>
  readRestoreTests({
    store,
    prefix: 'acme-production/',
    environment: { tenant: 'acme', stage: 'production' },
    keys,
    cache,
  });
const readOne = (content: string) =>
  read({ 'acme-production/1.json': content });

describe('A result of a restore test', () => {
  it('counts when a key that may speak for the environment has signed it', async () => {
    expect((await readOne(envelope(result))).results).toEqual([
      {
        result,
        proof: 'signed',
        link: expect.stringMatching(/acme-production\/1\.json$/),
      },
    ]);
  });

  const unsigned = JSON.stringify({
    ...JSON.parse(envelope(result)),
    signatures: [],
  });
  it.each([
    ['is not signed', unsigned, 'not signed'],
    [
      'is of a key that the portal does not know',
      envelope(result, { keyid: 'stranger' }),
      'does not know the key stranger',
    ],
    [
      'is of a key for others',
      envelope(result, { keyid: 'rail' }),
      'may not speak for acme/production',
    ],
    [
      'is signed by another key of that name',
      envelope(result, { key: theirs.privateKey }),
      'does not fit',
    ],
    [
      'was changed after it was signed',
      envelope(result, { signed: { ...result, outcome: 'failed' } }),
      'does not fit',
    ],
    [
      'was signed as something else',
      envelope(result, { payloadType: 'text/plain' }),
      'something else',
    ],
    [
      'is dated after the store got it',
      envelope({ ...result, finishedAt: '2027-11-21T03:22:00.000Z' }),
      'after it was written',
    ],
    [
      'ended before it began',
      envelope({ ...result, startedAt: '2026-11-21T03:23:00.000Z' }),
      'before it began',
    ],
    [
      'passed although a check failed',
      envelope({
        ...result,
        checks: [{ id: 'web-login', outcome: 'failed', summary: 'No login' }],
      }),
      'names something that failed',
    ],
    [
      'is of another environment',
      envelope({ ...result, environment: 'acme/qa' }),
      'a result of acme/qa',
    ],
  ])('is only claimed when it %s', async (_title, content, reason) => {
    const { results } = await readOne(content);
    expect(results).toMatchObject([
      { proof: 'claimed', reason: expect.stringContaining(reason) },
    ]);
  });

  it.each([
    ['no JSON', 'restored!', 'no envelope'],
    ['another shape', '{"outcome":"passed"}', 'no envelope'],
    ['no result', envelope({ ...result, outcome: 'great' }), 'outcome'],
    ['too large', ' '.repeat(65 * 1024), '65536'],
  ])(
    'is a problem and not a result when it is %s',
    async (_t, content, why) => {
      const { results, problems } = await read({
        'acme-production/bad': content,
        'acme-production/good': envelope(result),
      });
      expect(results).toHaveLength(1);
      expect(problems).toEqual([expect.stringContaining(why)]);
    },
  );

  it('is the newest first, and the fifty newest at most', async () => {
    const days = Array.from({ length: 60 }, (_, i) => 10 + (i % 20));
    const { results } = await read(
      Object.fromEntries(
        days.map((day, i) => [
          `acme-production/${i}`,
          envelope({ ...result, finishedAt: `2026-11-${day}T00:00:00.000Z` }),
        ]),
      ),
    );
    expect(results).toHaveLength(50);
    const times = results.map(({ result: { finishedAt } }) => finishedAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('is read once, however often it is asked for', async () => {
    const blobs = {
      'acme-production/good': envelope(result),
      'acme-production/bad': 'x',
    };
    const store = storeOf(blobs);
    const cache = new ResultCache();
    const first = await read(blobs, { store, cache });
    const second = await read(blobs, { store, cache });
    expect(second.results).toEqual(first.results);
    expect(second.problems).toEqual(first.problems);
    expect(store.usage.readCalls).toBe(2);

    store.put({
      name: 'acme-production/good',
      content: unsigned,
      etag: 'v2',
      lastModified: new Date(),
    });
    const third = await read(blobs, { store, cache });
    expect(third.results).toMatchObject([{ proof: 'claimed' }]);
  });

  it('cannot be missing because the store did not answer', async () => {
    const store = storeOf({});
    const answer = (kind: BlobStoreError['kind']) => {
      store.faults.list = () => new BlobStoreError(kind, kind);
      return read({}, { store });
    };
    expect((await answer('not-found')).results).toEqual([]);
    await expect(answer('forbidden')).rejects.toMatchObject({
      kind: 'forbidden',
    });
    const one = storeOf({ 'acme-production/1': envelope(result) });
    one.faults.read = () => new BlobStoreError('throttled', 'busy');
    await expect(read({}, { store: one })).rejects.toMatchObject({
      kind: 'throttled',
    });
  });
});

describe('A verification key', () => {
  const raw = ours.publicKey.export({ format: 'jwk' }).x!;
  it('is PEM or 32 bytes', () => {
    const pem = ours.publicKey.export({ format: 'pem', type: 'spki' });
    for (const text of [
      String(pem),
      Buffer.from(raw, 'base64url').toString('base64'),
    ]) {
      expect(parsePublicKey(text).equals(ours.publicKey)).toBe(true);
    }
  });

  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
  it.each([
    'short',
    'A'.repeat(80),
    rsa.export({ format: 'pem', type: 'spki' }).toString(),
    ours.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  ])('is nothing else: %#', text => {
    expect(() => parsePublicKey(text)).toThrow('no Ed25519 public key');
  });
});
