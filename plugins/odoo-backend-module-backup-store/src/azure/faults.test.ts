import { inspect } from 'node:util';
import { RawServer, http, raw } from '../__testUtils__/RawServer';
import { AzureBlobStore } from './AzureBlobStore';
import { blobServiceAt } from './blobService';
import { AzureConnection, parseEndpoint } from './http';

const SECRET = 'sig=c2VjcmV0';

let server: RawServer;
let connection: AzureConnection;
let store: AzureBlobStore;
beforeEach(async () => {
  server = await RawServer.start();
  connection = blobServiceAt({
    endpoint: parseEndpoint(`${server.url}/account`, 'endpoint'),
    credential: { sasToken: SECRET },
    retry: { attempts: 3, delayMs: 1, maxWaitMs: 1_500 },
  });
  store = new AzureBlobStore(connection, 'backups');
});
afterEach(async () => {
  await connection.close();
  await server.stop();
});

const listing = (blobs: string, marker = '') =>
  `<?xml version="1.0" encoding="utf-8"?><EnumerationResults><Blobs>${blobs}</Blobs><NextMarker>${marker}</NextMarker></EnumerationResults>`;
const blob = (name: string, length = '1') =>
  `<Blob><Name>${name}</Name><Properties><Last-Modified>Sat, 21 Nov 2026 01:30:02 GMT</Last-Modified><Content-Length>${length}</Content-Length></Properties></Blob>`;
const page = (blobs: string, marker?: string) =>
  http('200 OK', {}, listing(blobs, marker));

/** Names that a complete listing has; or the failure, with what came before it. */
async function list(): Promise<{ names: string[]; failure?: unknown }> {
  const names: string[] = [];
  try {
    for await (const { blobs } of store.list()) {
      names.push(...blobs.map(({ name }) => name));
    }
    return { names };
  } catch (failure) {
    return { names, failure };
  }
}

describe('A store that fails', () => {
  const half = listing(blob('a') + blob('b')).slice(0, 200);
  it.each([
    ['401', http('401 Unauthorized'), 'forbidden', 1],
    [
      '403',
      http('403 Forbidden', { 'x-ms-error-code': 'AuthorizationFailure' }),
      'forbidden',
      1,
    ],
    [
      '404',
      http('404 Not Found', { 'x-ms-error-code': 'ContainerNotFound' }),
      'not-found',
      1,
    ],
    ['429', http('429 Too Many Requests'), 'throttled', 3],
    ['429 for long', http('429 X', { 'Retry-After': 60 }), 'throttled', 1],
    ['503', http('503 Server Busy', { 'Retry-After': 0 }), 'throttled', 3],
    ['500', http('500 Oops'), 'unavailable', 3],
    [
      'a redirect',
      http('302 Found', { Location: 'http://169.254.169.254/' }),
      'garbled',
      1,
    ],
    [
      'half a page, and hangs up',
      raw(`HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n${half}`),
      'unavailable',
      3,
    ],
    [
      'a chunk without an end',
      raw(
        `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${half.length.toString(
          16,
        )}\r\n${half}\r\n`,
      ),
      'unavailable',
      3,
    ],
    ['nothing, and hangs up', raw(), 'unavailable', 3],
    ['half a document', http('200 OK', {}, half), 'garbled', 1],
    ['a sign-in page', http('200 OK', {}, '<html></html>'), 'garbled', 1],
    ['bytes', http('200 OK', {}, Buffer.from([0xff, 0xfe])), 'garbled', 1],
    ['an entity', page('&xxe;'), 'garbled', 1],
    ['a length of 2^53', page(blob('a', '9007199254740993')), 'garbled', 1],
    ['no HTTP', raw('SSH-2.0-OpenSSH\r\n\r\n'), 'garbled', 1],
    [
      'endless headers',
      raw(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`),
      'garbled',
      1,
    ],
  ])('lists nothing from %s', async (_title, reply, kind, asked) => {
    server.replies(reply);
    const { names, failure } = await list();
    expect(failure).toMatchObject({ name: 'BlobStoreError', kind });
    expect(names).toEqual([]);
    expect(inspect(failure, { depth: 9 })).not.toContain(SECRET);
    expect(server.requests).toHaveLength(asked);
  });

  it('is asked again after it was busy, for as long as it says', async () => {
    server.replies(
      http('503 Server Busy', { 'Retry-After': 1 }),
      raw(),
      page(blob('a'), 'next/page='),
      page(''),
    );
    expect(await list()).toEqual({ names: ['a'] });
    expect(connection.calls).toBe(4);
    expect(server.requests[3]).toContain('marker=next%2Fpage%3D');
  });

  it('never turns half a listing into a whole one', async () => {
    server.replies(page(blob('a'), 'next'), http('403 Forbidden'));
    expect(await list()).toMatchObject({
      names: ['a'],
      failure: { kind: 'forbidden' },
    });
    server.replies(page('', 'next'));
    expect(await list()).toMatchObject({ failure: { kind: 'garbled' } });
    expect(server.requests).toHaveLength(2);
  });

  it('leaves names that XML cannot hold and folders of a hierarchical namespace in their place', async () => {
    const folder = blob('folder').replace(
      '<Properties>',
      '<Properties><ResourceType>directory</ResourceType>',
    );
    const encoded = blob('a%EF%BF%BE').replace(
      '<Name>',
      '<Name Encoded="true">',
    );
    server.replies(page(folder + encoded + blob('plain%41')));
    expect(await list()).toEqual({ names: ['a\ufffe', 'plain%41'] });
  });
});

describe('A blob of a store that lies', () => {
  const ranged = (
    range: string,
    body: string,
    status = '206 Partial Content',
  ) => http(status, { 'Content-Range': range }, body);
  const at = (offset: number, length: number) =>
    store.read('blob', { range: { offset, length }, maxBytes: 100 });

  it.each([
    ['another range', ranged('bytes 0-9/100', '0123456789')],
    ['a shorter range', ranged('bytes 10-14/100', '01234')],
    ['the whole blob', http('200 OK', {}, 'x'.repeat(20))],
    ['fewer bytes than the range', ranged('bytes 10-19/100', '0123')],
  ])('gives nothing when it sends %s', async (_title, reply) => {
    server.replies(reply);
    await expect(at(10, 10)).rejects.toMatchObject({ kind: 'garbled' });
  });

  it('ends early, or goes on and on', async () => {
    server.replies(raw('HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n12345'));
    await expect(store.read('blob', { maxBytes: 100 })).rejects.toMatchObject({
      kind: 'unavailable',
    });
    const read: number[] = [];
    await expect(
      (async () => {
        for await (const chunk of store.stream('blob')) read.push(chunk.length);
      })(),
    ).rejects.toMatchObject({ kind: 'unavailable' });
    expect(read).toEqual([5]);

    server.replies(
      http('200 OK', { 'Content-Length': 2 ** 40 }, 'x'),
      raw(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(10_000)}`),
    );
    for (const _ of [1, 2]) {
      await expect(store.read('blob', { maxBytes: 100 })).rejects.toMatchObject(
        { kind: 'too-large' },
      );
    }
  });

  it('stops when the run is cancelled', async () => {
    server.replies(() => undefined);
    const reason = new Error('cancelled');
    const signal = AbortSignal.timeout(20);
    await expect(
      store.read('blob', { maxBytes: 1, signal }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(
      store.read('blob', { maxBytes: 1, signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);
  });
});

describe('An endpoint', () => {
  it.each([
    'http://account.blob.core.windows.net',
    'ftp://account',
    'https://user:password@account.blob.core.windows.net',
    `https://account.blob.core.windows.net/?${SECRET}`,
    'no URL',
  ])('%s is refused without being repeated', text => {
    const parse = () => parseEndpoint(text, 'odoo.backupStores[0].endpoint');
    expect(parse).toThrow(/^odoo\.backupStores\[0\]\.endpoint must be a /);
    expect(parse).not.toThrow(/password|sig=/);
  });
});
