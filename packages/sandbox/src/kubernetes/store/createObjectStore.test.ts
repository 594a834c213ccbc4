import { StatusError } from '../statusError';
import { createObjectStore } from './createObjectStore';
import type { NewObject, StoreEvent } from './types';

const DEPLOYMENT = { group: 'apps', kind: 'Deployment' };
const POD = { group: '', kind: 'Pod' };

function deployment(name: string, image = 'odoo:19'): NewObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'default', labels: { app: name } },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'web', image }] },
      },
    },
  };
}

function pod(name: string, owner?: { name: string; uid: string }): NewObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'default',
      ...(owner
        ? {
            ownerReferences: [
              { apiVersion: 'apps/v1', kind: 'Deployment', ...owner },
            ],
          }
        : {}),
    },
    spec: { containers: [{ name: 'web', image: 'odoo:19' }] },
  };
}

function failure(act: () => unknown): StatusError {
  try {
    act();
  } catch (error) {
    if (error instanceof StatusError) return error;
    throw error;
  }
  throw new Error('expected a StatusError');
}

describe('createObjectStore', () => {
  it('counts revisions for real changes only, and generations for spec only', () => {
    const store = createObjectStore();
    const created = store.create(deployment('web'));
    expect(created.metadata.generation).toBe(1);
    expect(created.spec?.replicas).toBe(1);

    expect(store.update(created)).toEqual(created);

    const labelled = store.update({
      ...created,
      metadata: { ...created.metadata, labels: { app: 'web', tier: 'gold' } },
    });
    expect(labelled.metadata.generation).toBe(1);
    expect(Number(labelled.metadata.resourceVersion)).toBeGreaterThan(
      Number(created.metadata.resourceVersion),
    );

    const scaled = store.update({
      ...labelled,
      spec: { ...labelled.spec, replicas: 3 },
      status: { readyReplicas: 99 },
    });
    expect(scaled.metadata.generation).toBe(2);
    expect(scaled.status).toBeUndefined();

    const ready = store.updateStatus({
      ...scaled,
      spec: {},
      status: { readyReplicas: 3 },
    });
    expect(ready.metadata.generation).toBe(2);
    expect(ready.spec?.replicas).toBe(3);
    expect(ready.status).toEqual({ readyReplicas: 3 });
  });

  it('refuses what a cluster refuses, with the reason of the API', () => {
    const store = createObjectStore();
    const created = store.create(deployment('web'));
    store.update({
      ...created,
      spec: { ...created.spec, replicas: 2 },
    });
    const failures = [
      () => store.create(deployment('web')),
      () =>
        store.create({ ...pod('a'), metadata: { name: 'a', namespace: 'x' } }),
      () => store.create(pod('Not_A_Name')),
      () =>
        store.update({ ...created, spec: { ...created.spec, replicas: 5 } }),
      () =>
        store.update({
          ...created,
          metadata: { ...created.metadata, resourceVersion: '' },
          spec: {
            ...created.spec,
            selector: { matchLabels: { app: 'other' } },
            template: { metadata: { labels: { app: 'other' } } },
          },
        }),
    ].map(act => {
      const { code, reason, details } = failure(act);
      return [code, reason, details.causes?.[0]?.field ?? details.name];
    });
    expect(failures).toEqual([
      [409, 'AlreadyExists', 'web'],
      [404, 'NotFound', 'x'],
      [422, 'Invalid', 'metadata.name'],
      [409, 'Conflict', 'web'],
      [422, 'Invalid', 'spec.selector'],
    ]);
  });

  it('keeps a finalized object until its finalizer is gone, then collects dependents', () => {
    const store = createObjectStore();
    const owner = store.create({
      ...deployment('web'),
      metadata: { ...deployment('web').metadata, finalizers: ['x.io/hold'] },
    });
    const other = store.create(deployment('other'));
    const reference = { name: 'web', uid: owner.metadata.uid };
    store.create(pod('alone', reference));
    const shared = pod('shared', reference);
    shared.metadata.ownerReferences?.push({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'other',
      uid: other.metadata.uid,
    });
    store.create(shared);

    const terminating = store.delete(DEPLOYMENT, 'default', 'web');
    expect(terminating?.metadata.deletionTimestamp).toBeDefined();
    expect(store.list(POD)).toHaveLength(2);

    const held = store.get(DEPLOYMENT, 'default', 'web');
    store.update({ ...held!, metadata: { ...held!.metadata, finalizers: [] } });
    expect(store.get(DEPLOYMENT, 'default', 'web')).toBeUndefined();
    const left = store.list(POD);
    expect(left.map(object => object.metadata.name)).toEqual(['shared']);
    expect(left[0].metadata.ownerReferences).toHaveLength(1);
  });

  it('empties a namespace before it goes', () => {
    const store = createObjectStore();
    store.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'acme' },
    });
    store.create({
      ...pod('held'),
      metadata: { name: 'held', namespace: 'acme', finalizers: ['x.io/hold'] },
    });
    store.delete({ group: '', kind: 'Namespace' }, undefined, 'acme');
    const namespace = store.get(
      { group: '', kind: 'Namespace' },
      undefined,
      'acme',
    );
    expect(namespace?.status?.phase).toBe('Terminating');
    expect(
      failure(() =>
        store.create({
          ...pod('late'),
          metadata: { name: 'late', namespace: 'acme' },
        }),
      ).code,
    ).toBe(403);
    const held = store.get(POD, 'acme', 'held')!;
    store.update({ ...held, metadata: { ...held.metadata, finalizers: [] } });
    expect(
      store.get({ group: '', kind: 'Namespace' }, undefined, 'acme'),
    ).toBeUndefined();
  });

  it('tells changes in order even when a listener writes', () => {
    const store = createObjectStore();
    const seen: string[] = [];
    const record = (event: StoreEvent) =>
      seen.push(`${event.type} ${event.object.metadata.name}`);
    store.subscribe(event => {
      if (event.object.metadata.name === 'first') store.create(pod('second'));
    });
    const stop = store.subscribe(record);
    store.create(pod('first'));
    store.delete(POD, 'default', 'second');
    stop();
    store.create(pod('third'));
    expect(seen).toEqual(['ADDED first', 'ADDED second', 'DELETED second']);
  });

  it('answers changes since a revision until they are compacted', () => {
    const store = createObjectStore();
    const start = store.revision();
    store.create(pod('a'));
    store.create(pod('b'));
    expect(store.changesSince(start + 1)).toHaveLength(1);
    store.compact();
    expect(store.changesSince(start)).toBeUndefined();
    expect(store.changesSince(store.revision())).toEqual([]);
    expect(store.changesSince(store.revision() + 1)).toBeUndefined();
  });

  it('keeps nothing of a dry run', () => {
    const store = createObjectStore();
    const before = store.revision();
    expect(store.create(pod('a'), { dryRun: true }).metadata.uid).toBeDefined();
    expect(store.list(POD)).toEqual([]);
    expect(store.revision()).toBe(before);
  });
});
