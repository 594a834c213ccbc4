import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { stringify } from 'yaml';
import type { ApiUser } from '../access/accessRule';
import type { RawRequest } from '../http/apiRequest';
import type { Fault } from '../http/fault';
import { startApiServer, type ApiServerOptions } from '../http/startApiServer';
import { createObjectStore } from '../store';
import { callHttps, type CallOptions } from './callHttps';

const ANYTHING = [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }];

const users: ApiUser[] = [
  { token: 'admin-token', user: 'admin', groups: ['ops'], rules: ANYTHING },
  {
    token: 'viewer-token',
    user: 'viewer',
    groups: [],
    rules: [
      {
        verbs: ['get', 'list', 'watch'],
        apiGroups: ['', 'apps'],
        resources: ['pods', 'deployments'],
        namespaces: ['default'],
      },
    ],
  },
];

/** A cluster on loopback with a certificate of its own, and clients for it. */
export async function startTestCluster(
  options: Partial<ApiServerOptions> = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-cluster-'));
  const pems = await generate([{ name: 'commonName', value: 'sandbox' }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  const store = options.store ?? createObjectStore();
  let fault: ((request: RawRequest) => Fault | undefined) | undefined;
  const server = await startApiServer({
    name: 'test',
    store,
    tls: { key: pems.private, cert: pems.cert },
    host: '127.0.0.1',
    port: 0,
    users,
    before: request => fault?.(request),
    ...options,
  });
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(
    kubeconfig,
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'test',
      clusters: [
        {
          name: 'test',
          cluster: {
            server: server.url,
            'certificate-authority-data': Buffer.from(pems.cert).toString(
              'base64',
            ),
          },
        },
      ],
      users: users.map(({ user, token }) => ({ name: user, user: { token } })),
      contexts: [
        { name: 'test', context: { cluster: 'test', user: 'admin' } },
        { name: 'viewer', context: { cluster: 'test', user: 'viewer' } },
      ],
    }),
  );
  const env = {
    ...process.env,
    KUBECONFIG: kubeconfig,
    KUBECACHEDIR: join(folder, 'cache'),
  };
  const children = new Set<ChildProcess>();

  return {
    store,
    server,
    pems,
    kubeconfig,
    /** From now on, every request may suffer a fault. */
    inject(hook: typeof fault) {
      fault = hook;
    },
    /** Runs kubectl to its end; a failure is part of the result. */
    kubectl(
      args: string[],
      input = '',
    ): Promise<{ ok: boolean; text: string }> {
      return new Promise(resolve => {
        const child = execFile(
          'kubectl',
          args,
          { env, timeout: 20_000 },
          (error, stdout, stderr) =>
            resolve({ ok: !error, text: `${stdout}${stderr}` }),
        );
        child.stdin?.end(input);
      });
    },
    /** Starts kubectl and collects what it prints until stopped. */
    follow(args: string[]) {
      const child = spawn('kubectl', args, { env });
      children.add(child);
      const output = { text: '' };
      child.stdout.on('data', chunk => {
        output.text += chunk;
      });
      return output;
    },
    call: (path: string, of?: CallOptions) =>
      callHttps(server.url, pems.cert, path, of),
    async close() {
      for (const child of children) child.kill();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type TestCluster = Awaited<ReturnType<typeof startTestCluster>>;
