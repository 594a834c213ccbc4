import fc from 'fast-check';
import type { KubernetesObject } from '../store/types';
import { fieldsOf, fromFieldsV1, toFieldsV1 } from './fieldSet';
import { readOwnership, recordUpdate } from './managedFields';
import { serverSideApply } from './serverSideApply';

const TIME = '2026-01-01T00:00:00Z';

function object(spec: Record<string, unknown>): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'a',
      namespace: 'n',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: TIME,
    },
    spec,
  };
}

function apply(
  live: KubernetesObject | undefined,
  spec: Record<string, unknown>,
  manager: string,
  force = false,
) {
  return serverSideApply({
    live,
    applied: object(spec),
    writer: { manager, time: TIME },
    force,
    custom: false,
  });
}

describe('fieldSet', () => {
  it('writes paths as Kubernetes does and reads them back', () => {
    const fields = fieldsOf(
      object({
        nodeSelector: { a: 'b' },
        containers: [
          { name: 'web', ports: [{ containerPort: 80 }], args: ['x'] },
        ],
        tolerations: [{ key: 'a' }],
      }),
      false,
    );
    const tree = toFieldsV1(fields.keys());
    expect(tree).toEqual({
      'f:spec': {
        'f:nodeSelector': {},
        'f:tolerations': {},
        'f:containers': {
          'k:{"name":"web"}': {
            '.': {},
            'f:name': {},
            'f:args': {},
            'f:ports': {
              'k:{"containerPort":80,"protocol":"TCP"}': {
                '.': {},
                'f:containerPort': {},
              },
            },
          },
        },
      },
    });
    expect(fromFieldsV1(tree)).toEqual(new Set(fields.keys()));
  });
});

describe('serverSideApply', () => {
  it('names each field that another manager holds with another value', () => {
    const live = apply(undefined, { replicas: 1, size: 1 }, 'first');
    expect(() => apply(live, { replicas: 2, size: 1 }, 'second')).toThrow(
      expect.objectContaining({
        code: 409,
        details: {
          causes: [
            {
              reason: 'FieldManagerConflict',
              message: 'conflict with "first"',
              field: '.spec.replicas',
            },
          ],
        },
      }),
    );
    const forced = apply(live, { replicas: 2, size: 1 }, 'second', true);
    const [first, second] = readOwnership(forced);
    expect([...first.fields]).toEqual(['f:spec\nf:size']);
    expect(second.fields.size).toBe(2);
  });

  it('removes what its manager gave up, unless somebody else holds it', () => {
    const containers = [
      { name: 'web', image: 'a' },
      { name: 'side', image: 'b' },
    ];
    let live = apply(undefined, { containers, volumes: [] }, 'first');
    live = apply(
      live,
      { containers: [{ name: 'side', image: 'b' }] },
      'second',
    );
    live = apply(live, { containers: [] }, 'first');
    expect(live.spec?.containers).toEqual([{ name: 'side', image: 'b' }]);
    live = apply(live, { containers: [] }, 'second');
    expect(live.spec?.containers).toEqual([]);
  });

  it('hands a field over to whoever updates it', () => {
    const live = apply(undefined, { replicas: 1, size: 1 }, 'gitops');
    const scaled = structuredClone(live);
    scaled.spec = { replicas: 4, size: 1 };
    recordUpdate(live, scaled, { manager: 'kubectl', time: TIME }, false);
    expect(
      readOwnership(scaled).map(({ manager, operation, fields }) => [
        manager,
        operation,
        [...fields],
      ]),
    ).toEqual([
      ['gitops', 'Apply', ['f:spec\nf:size']],
      ['kubectl', 'Update', ['f:spec\nf:replicas']],
    ]);
  });

  it('is idempotent for whatever is applied', () => {
    const specs = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.oneof(
        fc.integer(),
        fc.string(),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.integer()),
        fc.array(fc.integer()),
      ),
    );
    fc.assert(
      fc.property(specs, specs, (before, after) => {
        const live = apply(undefined, before, 'm');
        const once = apply(live, after, 'm');
        expect(apply(once, after, 'm')).toEqual(once);
        expect(once.spec ?? {}).toEqual(after);
      }),
      // An object that becomes a list.
      { examples: [[{ l: { a: 0 } }, { l: [0] }]] },
    );
  });
});
