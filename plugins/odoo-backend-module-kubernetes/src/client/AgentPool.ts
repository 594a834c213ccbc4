import { createHash } from 'node:crypto';
import { Agent } from 'undici';
import { ClusterTarget, Credential } from './ClusterTarget';

const KEEP_ALIVE_MS = 15_000;
const CONNECT_TIMEOUT_MS = 10_000;
const ANSWER_TIMEOUT_MS = 20_000;

/**
 * One agent per cluster, kept between runs: without it every list would be a new TLS connection.
 * A cluster whose address or certificates change gets a new agent; the old one is closed once its
 * requests have ended.
 */
export class AgentPool {
  readonly #agents = new Map<string, { fingerprint: string; agent: Agent }>();

  agent(cluster: string, target: ClusterTarget, credential: Credential): Agent {
    const client =
      credential.type === 'x509 client certificate'
        ? { cert: credential.cert, key: credential.key }
        : {};
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([target, client]))
      .digest('hex');
    const known = this.#agents.get(cluster);
    if (known?.fingerprint === fingerprint) return known.agent;
    const agent = new Agent({
      connections: 4,
      pipelining: 1,
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: ANSWER_TIMEOUT_MS,
      bodyTimeout: ANSWER_TIMEOUT_MS,
      connect: {
        ca: target.ca,
        rejectUnauthorized: !target.skipTLSVerify,
        timeout: CONNECT_TIMEOUT_MS,
        keepAlive: true,
        keepAliveInitialDelay: KEEP_ALIVE_MS,
        ...client,
      },
    });
    this.#agents.set(cluster, { fingerprint, agent });
    if (known) void known.agent.close();
    return agent;
  }

  async close(): Promise<void> {
    const agents = [...this.#agents.values()];
    this.#agents.clear();
    await Promise.all(agents.map(({ agent }) => agent.close()));
  }
}
