import { Agent, fetch } from 'undici';
import type { ClusterAccess } from '../cluster';
import { git } from '../controllers';
import { read, until } from '../testing/callCluster';
import { commitFiles } from '../testing/commitFiles';
import { started } from './startedSandbox';

const PODS = '/api/v1/pods';

interface Listed {
  items: ({
    metadata: { name?: string; namespace?: string; creationTimestamp: string };
    status?: unknown;
  } | null)[];
  metadata: { continue?: string };
}

/** Each fault comes and goes; what it leaves behind is nobody else's. */
describe('faults of the sandbox', () => {
  let north: ClusterAccess;
  let west: ClusterAccess;

  beforeAll(() => {
    [north, west] = ['aks-north-1', 'aks-west-1'].map(
      wanted => started.sandbox.clusters.find(({ name }) => name === wanted)!,
    );
  });

  const scenario = async (name: string, on: boolean) => {
    const { url, token } = started.sandbox.control;
    const answer = await fetch(`${url}/scenarios/${name}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ on }),
    });
    expect(await answer.text()).toContain(`"on":${on}`);
  };
  /** A request of the portal, on a connection of its own. */
  const ask = ({ url, caData, portalToken }: ClusterAccess, path: string) =>
    fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${portalToken}` },
      dispatcher: new Agent({
        connect: { ca: Buffer.from(caData, 'base64').toString() },
        pipelining: 0,
      }),
      signal: AbortSignal.timeout(1500),
    });
  const statusOf = (cluster: ClusterAccess, path = PODS) =>
    ask(cluster, path).then(
      ({ status }) => status,
      error => String(error.name),
    );

  it('dead-cluster: one cluster is silent, the others answer, it comes back at its address', async () => {
    await scenario('dead-cluster', true);
    expect([await statusOf(west), await statusOf(north)]).toEqual([
      'TimeoutError',
      200,
    ]);
    await scenario('dead-cluster', false);
    expect(await statusOf(west)).toBe(200);
  });

  it('throttled-cluster: refuses with advice, without, then answers; the operator is spared', async () => {
    await scenario('throttled-cluster', true);
    const answers = [
      await ask(west, PODS),
      await ask(west, PODS),
      await ask(west, PODS),
    ];
    expect(
      answers.map(({ status, headers }) => [
        status,
        headers.get('retry-after'),
      ]),
    ).toEqual([
      [429, '1'],
      [429, null],
      [200, null],
    ]);
    await read(west, PODS);
    await read(west, PODS);
    await scenario('throttled-cluster', false);
    expect(await statusOf(west)).toBe(200);
  });

  it('half-pages: tokens expire, answers break off, some come whole', async () => {
    await scenario('half-pages', true);
    const first = (await (await ask(north, PODS)).json()) as Listed;
    expect(first.items).toHaveLength(10);
    const next = `${PODS}?continue=${first.metadata.continue}`;
    expect(await statusOf(north, next)).toBe(410);
    const broken = await ask(north, next);
    await expect(broken.json()).rejects.toThrow('terminated');
    expect(await statusOf(north, next)).toBe(200);
    await scenario('half-pages', false);
    const whole = (await (await ask(north, PODS)).json()) as Listed;
    expect(whole.metadata.continue).toBeUndefined();
  });

  it('garbage-objects: what cannot be read comes among what can', async () => {
    await scenario('garbage-objects', true);
    const list = async () =>
      ((await (await ask(north, PODS)).json()) as Listed).items;
    const spoilt = (await list()).filter(
      item => typeof item?.status !== 'object',
    );
    expect(spoilt).toContain(null);
    const places = spoilt.flatMap(item => item?.metadata.namespace ?? []);
    expect([...new Set(places)]).toEqual(['odoo-harbour-housing-staging']);
    await scenario('garbage-objects', false);
    expect((await list()).every(item => typeof item?.status === 'object')).toBe(
      true,
    );
  });

  it('expired-credentials: the portal is refused, its operator is not', async () => {
    await scenario('expired-credentials', true);
    expect(await statusOf(west)).toBe(401);
    await read(west, PODS);
    await scenario('expired-credentials', false);
    expect(await statusOf(west)).toBe(200);
  });

  it('clock-skew: the date and what machines note are off; a certificate expires when it did', async () => {
    const certificates = '/apis/cert-manager.io/v1/certificates';
    const look = async (cluster: ClusterAccess) => {
      const pods = await ask(cluster, PODS);
      const body = (await (await ask(cluster, certificates)).json()) as {
        items: { status: { notAfter: string } }[];
      };
      return {
        ahead: Date.parse(pods.headers.get('date')!) - Date.now(),
        created: ((await pods.json()) as Listed).items.map(item =>
          Date.parse(item!.metadata.creationTimestamp),
        ),
        notAfter: body.items.map(({ status }) => status.notAfter),
      };
    };
    const before = [await look(north), await look(west)];
    await scenario('clock-skew', true);
    const during = [await look(north), await look(west)];
    await scenario('clock-skew', false);
    for (const [index, minutes] of [20, -20].entries()) {
      const [was, is] = [before[index], during[index]];
      expect(Math.round(is.ahead / 60_000)).toBe(minutes);
      expect(is.created[0] - was.created[0]).toBe(minutes * 60_000);
      expect(is.notAfter).toEqual(was.notAfter);
    }
  });

  it('slow-database: the primary moves, one instance does not get ready, events tell why', async () => {
    const namespace = '/namespaces/odoo-harbour-energy-production';
    const database = async () =>
      (
        await read<{
          status: { phase: string; currentPrimary: string };
        }>(north, `/apis/postgresql.cnpg.io/v1${namespace}/clusters/odoo-db`)
      ).status;
    const reasons = async () =>
      (
        await read<{ items: { reason: string }[] }>(
          north,
          `/api/v1${namespace}/events`,
        )
      ).items.map(({ reason }) => reason);
    await scenario('slow-database', true);
    await until(
      async () =>
        (await database()).phase ===
          'Waiting for the instances to become active' &&
        (await reasons()).includes('Unhealthy'),
    );
    expect(await reasons()).toContain('FailoverTarget');
    expect((await database()).currentPrimary).toBe('odoo-db-2');
    await scenario('slow-database', false);
    await until(
      async () => (await database()).phase === 'Cluster in healthy state',
    );
  }, 60_000);

  it('module-conflict: a release that does well in staging crashes in its ring, and going back heals', async () => {
    const show = async (path: string) =>
      (
        await git(started.sandbox.gitopsUrl, ['show', `main:${path}`])
      ).toString();
    const digestOf = async (environment: string) => {
      const text = await show(`environments/${environment}/environment.yaml`);
      const [, version] = /release: "?([^"\n]+)/.exec(text)!;
      const record = await show(`releases/${version}.yaml`);
      return /digest: (sha256:[0-9a-f]{64})/.exec(record)![1];
    };
    interface WebPod {
      status: {
        containerStatuses: {
          imageID: string;
          ready: boolean;
          lastState: { terminated?: { message?: string } };
        }[];
      };
    }
    const staging = 'harbour-housing/staging';
    const production = 'harbour-concrete/production';
    const web = async (environment: string) => {
      const { items } = await read<{ items: WebPod[] }>(
        environment === staging ? north : west,
        `/api/v1/namespaces/odoo-${environment.replace(
          '/',
          '-',
        )}/pods?labelSelector=app.kubernetes.io/component%3Dweb`,
      );
      return items.map(({ status }) => status.containerStatuses[0]);
    };
    const [before, after] = [
      await digestOf(production),
      await digestOf(staging),
    ];
    const manifest = `environments/${production}/manifests/50-web.yaml`;
    const text = await show(manifest);
    await scenario('module-conflict', true);
    await commitFiles(started.sandbox.gitopsUrl, {
      [manifest]: text.replaceAll(before, after),
    });
    await until(
      async () =>
        (
          await web(production)
        ).some(
          ({ imageID, lastState }) =>
            imageID.endsWith(after) &&
            lastState.terminated?.message?.includes('button_approve'),
        ),
      120,
    );
    expect((await web(staging)).every(({ ready }) => ready)).toBe(true);
    await commitFiles(started.sandbox.gitopsUrl, { [manifest]: text });
    await until(async () =>
      (
        await web(production)
      ).every(({ imageID, ready }) => ready && imageID.endsWith(before)),
    );
    await scenario('module-conflict', false);
  }, 600_000);

  it('drift: a commit of another author, and a sync that cannot succeed; both are taken back', async () => {
    const web = `main:environments/harbour-civil/qa/manifests/50-web.yaml`;
    const committed = async () =>
      (await git(started.sandbox.gitopsUrl, ['show', web])).toString();
    const sync = async () =>
      (
        await read<{ status: { sync: { status: string } } }>(
          north,
          '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/harbour-civil-qa',
        )
      ).status.sync.status;
    const before = await committed();
    await scenario('drift', true);
    expect(await committed()).not.toBe(before);
    const author = await git(started.sandbox.gitopsUrl, [
      'log',
      '-1',
      '--format=%an',
    ]);
    expect(author.toString().trim()).toBe('Night Shift');
    await until(async () => (await sync()) === 'OutOfSync');
    await scenario('drift', false);
    expect(await committed()).toBe(before);
  }, 60_000);
});
