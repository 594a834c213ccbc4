import type { NewObject } from '../store';
import { startTestCluster, type TestCluster } from '../testing/testCluster';

const PODS = '/api/v1/namespaces/default/pods';

function pod(name: string, labels: Record<string, string> = {}): NewObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', labels },
    spec: { containers: [{ name: 'web', image: 'odoo:19' }] },
  };
}

/** Events of a watch as `TYPE name`, bookmarks without a name. */
function eventsOf(text: string): string[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
    .map(({ type, object }) => `${type} ${object.metadata?.name ?? ''}`.trim());
}

function lines(count: number) {
  return (text: string) => text.split('\n').length > count;
}

describe('startApiServer', () => {
  let cluster: TestCluster;

  beforeEach(async () => {
    cluster = await startTestCluster({ bookmarkInterval: 20 });
  });
  afterEach(() => cluster.close());

  it('says who may do what, as Status objects', async () => {
    const missing = await cluster.call(PODS, { token: '' });
    expect(missing.status).toBe(401);
    expect(JSON.parse(missing.text)).toMatchObject({
      kind: 'Status',
      reason: 'Unauthorized',
      code: 401,
    });

    const viewer = { token: 'viewer-token' };
    expect((await cluster.call(PODS, viewer)).status).toBe(200);
    const forbidden = await cluster.call('/api/v1/pods', viewer);
    expect(forbidden.status).toBe(403);
    expect(JSON.parse(forbidden.text)).toMatchObject({
      reason: 'Forbidden',
      message:
        'pods is forbidden: User "viewer" cannot list resource "pods" in API group "" at the cluster scope',
      details: { kind: 'pods' },
    });
    const write = await cluster.call(PODS, {
      ...viewer,
      method: 'POST',
      body: pod('a'),
    });
    expect(write.status).toBe(403);

    const review = await cluster.call(
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      {
        ...viewer,
        method: 'POST',
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: {
            resourceAttributes: {
              verb: 'list',
              group: 'apps',
              resource: 'deployments',
              namespace: 'default',
            },
          },
        },
      },
    );
    expect(JSON.parse(review.text).status.allowed).toBe(true);
    expect((await cluster.call('/healthz', { token: '' })).text).toBe('ok');
  });

  it('pages a list from one snapshot, and forgets it on compaction', async () => {
    ['a', 'b', 'c'].forEach(name => cluster.store.create(pod(name)));
    const first = JSON.parse((await cluster.call(`${PODS}?limit=2`)).text);
    expect(first.kind).toBe('PodList');
    expect(first.items[0].kind).toBeUndefined();
    expect(first.metadata.remainingItemCount).toBe(1);

    cluster.store.delete({ group: '', kind: 'Pod' }, 'default', 'c');
    cluster.store.create(pod('d'));
    const token = encodeURIComponent(first.metadata.continue);
    const second = JSON.parse(
      (await cluster.call(`${PODS}?limit=2&continue=${token}`)).text,
    );
    expect(second.items.map((item: NewObject) => item.metadata.name)).toEqual([
      'c',
    ]);
    expect(second.metadata.resourceVersion).toBe(
      first.metadata.resourceVersion,
    );
    expect(second.metadata.continue).toBeUndefined();

    cluster.store.compact();
    const late = await cluster.call(`${PODS}?limit=2&continue=${token}`);
    expect(late.status).toBe(410);
    expect(JSON.parse(late.text).reason).toBe('Expired');
  });

  it('watches a selection: what leaves it is deleted, what enters is added', async () => {
    const from = cluster.store.revision();
    const created = cluster.store.create(pod('a', { app: 'web' }));
    cluster.store.create(pod('b', { app: 'db' }));
    const watching = cluster.call(
      `${PODS}?watch=true&labelSelector=app%3Dweb&resourceVersion=${from}`,
      { until: lines(3) },
    );
    const moved = cluster.store.update({
      ...created,
      metadata: { ...created.metadata, labels: { app: 'db' } },
    });
    cluster.store.update({
      ...moved,
      metadata: { ...moved.metadata, labels: { app: 'web' } },
    });
    expect(eventsOf((await watching).text)).toEqual([
      'ADDED a',
      'DELETED a',
      'ADDED a',
    ]);
  });

  it('streams the state first when asked, then says that it is complete', async () => {
    cluster.store.create(pod('a'));
    const query =
      'watch=1&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan';
    const { text } = await cluster.call(`${PODS}?${query}`, {
      until: lines(3),
    });
    expect(eventsOf(text).slice(0, 3)).toEqual([
      'ADDED a',
      'BOOKMARK',
      'BOOKMARK',
    ]);
    const [, end, later] = text
      .split('\n')
      .map(line => line && JSON.parse(line));
    expect(end.object.metadata).toEqual({
      resourceVersion: String(cluster.store.revision()),
      annotations: { 'k8s.io/initial-events-end': 'true' },
    });
    expect(later.object.metadata.annotations).toBeUndefined();
    const refused = await cluster.call(
      `${PODS}?watch=1&sendInitialEvents=true`,
    );
    expect(refused.status).toBe(422);
  });

  it('ends a watch after timeoutSeconds and answers Gone for lost history', async () => {
    const old = cluster.store.revision();
    cluster.store.create(pod('a'));
    const timed = await cluster.call(`${PODS}?watch=1&timeoutSeconds=1`);
    expect(timed.broken).toBe(false);
    expect(eventsOf(timed.text)).toEqual(['ADDED a']);

    cluster.store.compact();
    const gone = await cluster.call(`${PODS}?watch=1&resourceVersion=${old}`);
    expect(gone.status).toBe(200);
    expect(JSON.parse(gone.text)).toMatchObject({
      type: 'ERROR',
      object: { kind: 'Status', code: 410, reason: 'Expired' },
    });
  });

  it('answers in the representation that Accept asks for', async () => {
    cluster.store.create(pod('a', { app: 'web' }));
    const as = (what: string) =>
      cluster.call(PODS, {
        headers: {
          accept: `application/json;as=${what};v=v1;g=meta.k8s.io,application/json`,
        },
      });
    const table = JSON.parse((await as('Table')).text);
    expect(table.kind).toBe('Table');
    expect(table.rows[0].cells.slice(0, 4)).toEqual([
      'a',
      '0/1',
      'Pending',
      '0',
    ]);
    expect(table.rows[0].object.kind).toBe('PartialObjectMetadata');

    const partial = JSON.parse((await as('PartialObjectMetadataList')).text);
    expect(partial.kind).toBe('PartialObjectMetadataList');
    expect(partial.items[0].metadata.labels).toEqual({ app: 'web' });
    expect(partial.items[0].spec).toBeUndefined();

    const unknown = await cluster.call(PODS, {
      headers: { accept: 'application/vnd.kubernetes.protobuf' },
    });
    expect(unknown.status).toBe(406);
  });

  it('serves discovery in both forms, and the OpenAPI that kubectl apply needs', async () => {
    const aggregated = await cluster.call('/apis', {
      headers: {
        accept:
          'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
      },
    });
    expect(aggregated.headers['content-type']).toContain('v=v2');
    const groups = JSON.parse(aggregated.text).items.map(
      (item: { metadata: { name: string } }) => item.metadata.name,
    );
    expect(groups).toContain('postgresql.cnpg.io');
    const legacy = JSON.parse((await cluster.call('/apis')).text).groups;
    expect(legacy.map((group: { name: string }) => group.name)).toEqual(groups);

    const index = JSON.parse((await cluster.call('/openapi/v3')).text);
    const { serverRelativeURL } = index.paths['apis/apps/v1'];
    const document = JSON.parse((await cluster.call(serverRelativeURL)).text);
    const { patch } =
      document.paths['/apis/apps/v1/namespaces/{namespace}/deployments/{name}'];
    expect(patch['x-kubernetes-group-version-kind'].kind).toBe('Deployment');
    expect(
      patch.parameters.map((parameter: { name: string }) => parameter.name),
    ).toContain('fieldValidation');
    expect((await cluster.call('/apis/nobody.io/v1')).status).toBe(404);
  });

  it('shows core events as events.k8s.io too', async () => {
    cluster.store.create({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'e', namespace: 'default' },
      involvedObject: { kind: 'Pod', name: 'a' },
      reason: 'BackOff',
      message: 'restarting',
      type: 'Warning',
    });
    const list = await cluster.call('/apis/events.k8s.io/v1/events');
    expect(JSON.parse(list.text).items[0]).toMatchObject({
      note: 'restarting',
      regarding: { name: 'a' },
    });
    const selected = await cluster.call(
      '/api/v1/events?fieldSelector=involvedObject.name%3Da,type%21%3DNormal',
    );
    expect(JSON.parse(selected.text).items).toHaveLength(1);
    const unknown = await cluster.call('/api/v1/events?fieldSelector=x%3Dy');
    expect(unknown.status).toBe(400);
  });

  it('refuses bodies and places that do not belong together', async () => {
    const answers = await Promise.all([
      cluster.call(PODS, { method: 'POST', body: '{' }),
      cluster.call(PODS, { method: 'POST', body: '[]' }),
      cluster.call('/api/v1/namespaces/kube-system/pods', {
        method: 'POST',
        body: pod('a'),
      }),
      cluster.call('/api/v1/namespaces/default/services', {
        method: 'POST',
        body: pod('a'),
      }),
      cluster.call(PODS, { method: 'PUT', body: pod('a') }),
      cluster.call(`${PODS}/a/exec`, { method: 'POST', body: {} }),
      cluster.call(`${PODS}/a`, { method: 'POST', body: pod('a') }),
      cluster.call(`${PODS}/a/status`, { method: 'DELETE' }),
    ]);
    expect(answers.map(answer => answer.status)).toEqual([
      400, 400, 400, 400, 405, 404, 405, 405,
    ]);
  });

  it('counts calls by user agent and suffers the faults it is given', async () => {
    const agent = { headers: { 'user-agent': 'bench/1' } };
    await cluster.call(PODS, agent);
    await cluster.call(PODS, agent);
    expect(cluster.server.calls()['bench/1']).toBe(2);

    cluster.inject(() => ({
      status: {
        code: 429,
        reason: 'TooManyRequests',
        headers: { 'retry-after': '3' },
      },
    }));
    const throttled = await cluster.call(PODS);
    expect(throttled.status).toBe(429);
    expect(throttled.headers['retry-after']).toBe('3');

    cluster.inject(() => ({ truncateAfter: 10 }));
    const cut = await cluster.call(PODS);
    expect(cut.broken).toBe(true);
    expect(cut.text).toHaveLength(10);

    cluster.inject(() => ({ drop: true }));
    await expect(cluster.call(PODS)).rejects.toThrow(/hang up|ECONNRESET/);
    cluster.inject(undefined);
    expect((await cluster.call(PODS)).status).toBe(200);
  });
});
