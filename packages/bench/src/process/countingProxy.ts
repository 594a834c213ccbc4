import { once } from 'node:events';
import { AddressInfo, connect, createServer } from 'node:net';

/** Stands between a reader and the store, and counts what crosses the network, whoever reads. */
export interface CountingProxy {
  port: number;
  bytesReceived(): number;
  requests(kind: 'list' | 'all'): number;
  close(): Promise<void>;
}

const REQUEST = /^(?:GET|HEAD) (\S+) HTTP\/1\.1\r$/gm;

export async function startCountingProxy(to: number): Promise<CountingProxy> {
  let received = 0;
  let lists = 0;
  let all = 0;
  const server = createServer(client => {
    const store = connect(to, '127.0.0.1');
    client.on('data', chunk => {
      for (const [, path] of chunk.toString('latin1').matchAll(REQUEST)) {
        all++;
        if (path.includes('comp=list')) lists++;
      }
    });
    store.on('data', chunk => {
      received += chunk.length;
    });
    client.on('error', () => store.destroy());
    store.on('error', () => client.destroy());
    client.pipe(store).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    bytesReceived: () => received,
    requests: kind => (kind === 'list' ? lists : all),
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
