import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { z } from 'zod';
import { HostClient } from './HostClient';

const TOKEN = 'secret-token-of-the-portal';

/** Bodies and connections as a real server sends and breaks them; statuses are the modules' tests. */
describe('HostClient', () => {
  let server: Server;

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  const known = async () => ({ authorization: `Bearer ${TOKEN}` });

  async function ask(
    listener: RequestListener,
    authorize: () => Promise<Record<string, string>> = known,
  ): Promise<unknown> {
    server = createServer(listener);
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    return new HostClient({
      title: 'The host',
      api: new URL(`http://127.0.0.1:${port}`),
      headers: {},
      authorize,
    })
      .ask({ path: ['runs'], answer: z.object({ id: z.int() }) })
      .catch(error => error);
  }

  it('stops reading an answer that does not end', async () => {
    let closed: Promise<unknown> | undefined;
    const failure = await ask((_, response) => {
      const timer = setInterval(
        () => response.write(Buffer.alloc(1024 * 1024)),
        1,
      );
      closed = new Promise(resolve => {
        response.on('close', resolve);
      }).finally(() => clearInterval(timer));
    });
    expect(failure).toMatchObject({
      name: 'ServiceUnavailableError',
      message: 'The host cannot be reached (RangeError)',
    });
    await closed;
  });

  it('takes no answer for a whole that broke off', async () => {
    const failure = await ask((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"id": 1');
      setTimeout(() => response.destroy(), 10);
    });
    expect(failure).toMatchObject({ name: 'ServiceUnavailableError' });
    expect(String(failure)).not.toContain(TOKEN);
  });

  it('does not wait for the rest of an answer that stops', async () => {
    const soon = AbortSignal.timeout(300);
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(soon);
    const failure = await ask((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"id": 1');
    });
    timeout.mockRestore();
    expect(failure).toMatchObject({
      name: 'ServiceUnavailableError',
      message: 'The host cannot be reached (TimeoutError)',
    });
  });

  it('does not wait for ever for its credentials, and asks nothing without', async () => {
    const soon = AbortSignal.timeout(100);
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(soon);
    const asked = jest.fn();
    const failure = await ask(asked, () => new Promise(() => undefined));
    timeout.mockRestore();
    expect(failure).toMatchObject({
      name: 'ServiceUnavailableError',
      message: 'The host cannot be reached (TimeoutError)',
    });
    expect(asked).not.toHaveBeenCalled();
  });

  it('takes the credentials nowhere else', async () => {
    const asked: (string | undefined)[] = [];
    const failure = await ask(({ url, headers }, response) => {
      asked.push(`${url} ${headers.authorization}`);
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(failure).toMatchObject({ name: 'NotAllowedError' });
    expect(asked).toEqual([`/runs Bearer ${TOKEN}`]);
  });
});
