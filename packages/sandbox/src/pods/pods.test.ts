import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Pod } from '../controllers';
import { createObjectStore } from '../kubernetes';
import { packageFile } from '../packageFile';
import { mayReach } from './egress';
import { PodProcesses } from './podProcesses';
import { withOwnPaths } from './podVolumes';

const run = promisify(execFile);

const pod = {
  metadata: { namespace: 'ns', name: 'p', labels: { app: 'restore' } },
} as unknown as Pod;

describe('paths of a container', () => {
  const container = {
    name: 'c',
    image: 'i',
    volumeMounts: [
      { name: 'run', mountPath: '/run/restore-test' },
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'conf', mountPath: '/etc/odoo' },
    ],
  };
  it.each([
    ['/run/restore-test', '/tmp/pod/volumes/run'],
    ['/run/restore-test/ready', '/tmp/pod/volumes/run/ready'],
    ['/run/restore-tests', '/run/restore-tests'],
    [
      'odoo --config=/etc/odoo/odoo.conf',
      'odoo --config=/tmp/pod/volumes/conf/odoo.conf',
    ],
    [
      'until [ -e /run/restore-test/x ]; do',
      'until [ -e /tmp/pod/volumes/run/x ]; do',
    ],
    [
      'db_host = /run/restore-test\na = 1',
      'db_host = /tmp/pod/volumes/run\na = 1',
    ],
    ['https://store/etc/odoo', 'https://store/etc/odoo'],
  ])('%s', (text, expected) => {
    expect(withOwnPaths(text, '/tmp/pod', container)).toBe(expected);
  });
});

describe('network policies', () => {
  const policies = (...specs: object[]) => {
    const store = createObjectStore({ now: () => new Date() });
    store.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'ns' },
    });
    specs.forEach((spec, index) =>
      store.create({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: `policy-${index}`, namespace: 'ns' },
        spec,
      }),
    );
    return store;
  };
  const deny = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
  const allow = (cidr: string, more: object = {}) => ({
    podSelector: { matchLabels: { app: 'restore' } },
    policyTypes: ['Egress'],
    egress: [{ to: [{ ipBlock: { cidr } }], ports: [{ port: 443 }] }],
    ...more,
  });
  const reaches = (...specs: object[]) =>
    mayReach(pod, '10.20.4.5', 443, policies(...specs));

  it('let a pod reach what one of them names, and nothing else once one is for it', () => {
    expect(reaches()).toBe(true);
    expect(reaches(deny)).toBe(false);
    expect(reaches(deny, allow('10.20.4.5/32'))).toBe(true);
    expect(reaches(deny, allow('10.20.0.0/16'))).toBe(true);
    expect(reaches(deny, allow('10.21.4.5/32'))).toBe(false);
    expect(
      reaches(
        deny,
        allow('10.20.4.5/32', { podSelector: { matchLabels: { app: 'web' } } }),
      ),
    ).toBe(false);
    expect(
      mayReach(pod, '10.20.4.5', 25, policies(deny, allow('10.20.4.5/32'))),
    ).toBe(false);
  });
});

describe('processes of a pod', () => {
  it('reach nobody but whom they may, and what they try is written down', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-pods-'));
    let calls = 0;
    const servers = [0, 1].map(() =>
      createServer(socket => socket.end('hello')),
    );
    servers[1].on('connection', () => {
      calls += 1;
    });
    const [allowed, other] = await Promise.all(
      servers.map(
        server =>
          new Promise<number>(resolve => {
            server.listen(0, '127.0.0.1', () =>
              resolve((server.address() as AddressInfo).port),
            );
          }),
      ),
    );
    const record = join(folder, 'flows.jsonl');
    const script = `
      const net = require('node:net');
      const connect = port => new Promise(resolve => net.connect(port, '127.0.0.1')
        .on('data', text => resolve(String(text))).on('error', error => resolve(error.code)));
      const send = () => { try { require('node:dgram').createSocket('udp4').send('x', 53, '10.0.0.1'); } catch (error) { return error.code; } };
      Promise.all([connect(${allowed}), connect(${other}), send()]).then(all => console.log(all.join()) || process.exit());`;
    const { stdout } = await run(
      process.execPath,
      [
        '--require',
        packageFile('src', 'pods', 'guardEgress.cjs'),
        '-e',
        script,
      ],
      {
        env: {
          POD_NETWORK: JSON.stringify({
            own: [],
            reachable: [
              { name: 'the store', host: '127.0.0.1', port: allowed },
            ],
            record,
          }),
        },
      },
    );
    expect(stdout.trim()).toBe('hello,EACCES,EACCES');
    expect(calls).toBe(0);
    const flows = (await readFile(record, 'utf8')).trim().split('\n');
    expect(
      flows
        .map(line => JSON.parse(line))
        .map(({ to, outcome }) => [to, outcome])
        .sort(),
    ).toEqual([
      ['10.0.0.1 by UDP', 'refused'],
      [`127.0.0.1:${other}`, 'refused'],
      ['the store', 'allowed'],
    ]);
    servers.forEach(server => server.close());
    await rm(folder, { recursive: true });
  });

  it('end with what they have started, also those that do not want to', async () => {
    const processes = new PodProcesses();
    const script = `
      require('node:child_process').spawn('sleep', ['1000'], { stdio: 'inherit' });
      process.on('SIGTERM', () => console.log('no'));
      console.log('started');
      setInterval(() => undefined, 1000);`;
    processes.start('main', 0, async () => ({
      args: ['-e', script],
      env: process.env,
    }));
    while (!processes.log('main')) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    // Both hold its output: it has an exit only when both are gone.
    await processes.end(200);
    expect(processes.exitOf('main', 0)?.code).toBe(137);
    expect(processes.log('main')).toContain('no');
  });
});
