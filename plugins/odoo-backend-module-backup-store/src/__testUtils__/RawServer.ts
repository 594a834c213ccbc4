import { once } from 'node:events';
import { Socket, createServer } from 'node:net';

/** What the server does with a request, given the request's own line. */
export type Reply = (socket: Socket, requestLine: string) => void;

/** Answers with exactly these bytes and closes the connection: what no proper server would send. */
export const raw =
  (...parts: (string | Buffer)[]): Reply =>
  socket => {
    for (const part of parts) socket.write(part);
    socket.end();
  };

export function http(
  status: string,
  headers: Record<string, string | number> = {},
  body: string | Buffer = '',
): Reply {
  const lines = Object.entries({
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return raw(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`, body);
}

/** A server that speaks no better than it is told: one reply for each request, the last one for all others. */
export class RawServer {
  readonly requests: string[] = [];
  readonly #server = createServer(socket => this.#serve(socket));
  #replies: Reply[] = [];

  static async start(): Promise<RawServer> {
    const server = new RawServer();
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get url(): string {
    const address = this.#server.address();
    if (!address || typeof address === 'string') throw new Error('no port');
    return `http://127.0.0.1:${address.port}`;
  }

  replies(...replies: Reply[]): void {
    this.requests.length = 0;
    this.#replies = replies;
  }

  async stop(): Promise<void> {
    this.#server.close();
    await once(this.#server, 'close');
  }

  #serve(socket: Socket): void {
    let received = '';
    socket.on('error', () => socket.destroy());
    socket.on('data', chunk => {
      received += chunk;
      if (!received.includes('\r\n\r\n')) return;
      const [line] = received.split('\r\n');
      received = '';
      const reply =
        this.#replies[Math.min(this.requests.length, this.#replies.length - 1)];
      this.requests.push(line);
      reply(socket, line);
    });
  }
}
