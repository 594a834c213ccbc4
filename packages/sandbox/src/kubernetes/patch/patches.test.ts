import { jsonPatch } from './jsonPatch';
import { mergePatch } from './mergePatch';
import { strategicMergePatch } from './strategicMergePatch';

describe('jsonPatch', () => {
  it('follows RFC 6902 and leaves the target alone', () => {
    const target = { a: { b: [1, 2] }, 'x/y': 1 };
    expect(
      jsonPatch(target, [
        { op: 'test', path: '/a/b/0', value: 1 },
        { op: 'add', path: '/a/b/1', value: 9 },
        { op: 'add', path: '/a/b/-', value: 3 },
        { op: 'replace', path: '/x~1y', value: 2 },
        { op: 'copy', from: '/a/b/0', path: '/c' },
        { op: 'move', from: '/c', path: '/d' },
        { op: 'remove', path: '/a/b/0' },
      ]),
    ).toEqual({ a: { b: [9, 2, 3] }, 'x/y': 2, d: 1 });
    expect(target).toEqual({ a: { b: [1, 2] }, 'x/y': 1 });
  });

  it.each([
    [{ op: 'remove', path: '/nope' }, 422],
    [{ op: 'replace', path: '/a/5', value: 1 }, 422],
    [{ op: 'add', path: '/a/b/c', value: 1 }, 422],
    [{ op: 'test', path: '/a', value: 1 }, 422],
    [{ op: 'remove', path: '' }, 422],
    [{ op: 'conjure', path: '/a' }, 400],
  ])('refuses %j', (operation, code) => {
    expect(() => jsonPatch({ a: [1] }, [operation])).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe('mergePatch', () => {
  it('follows RFC 7386', () => {
    expect(
      mergePatch(
        { a: 'b', c: { d: 'e', f: 'g' }, list: [1] },
        { a: 'z', c: { f: null }, list: [2], n: { x: null, y: 1 } },
      ),
    ).toEqual({ a: 'z', c: { d: 'e' }, list: [2], n: { y: 1 } });
  });
});

describe('strategicMergePatch', () => {
  const current = {
    metadata: { finalizers: ['a'] },
    spec: {
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } },
      containers: [
        { name: 'web', image: 'a', args: ['x'] },
        { name: 'side', image: 'b' },
      ],
    },
  };

  it('merges keyed lists by item, replaces others, and unites sets', () => {
    expect(
      strategicMergePatch(current, {
        metadata: { finalizers: ['b'] },
        spec: {
          containers: [
            { name: 'web', args: ['y'] },
            { name: 'new', image: 'c', env: null },
          ],
        },
      }),
    ).toMatchObject({
      metadata: { finalizers: ['a', 'b'] },
      spec: {
        containers: [
          { name: 'web', image: 'a', args: ['y'] },
          { name: 'side', image: 'b' },
          { name: 'new', image: 'c' },
        ],
      },
    });
  });

  it('obeys its directives', () => {
    expect(
      strategicMergePatch(current, {
        metadata: { '$deleteFromPrimitiveList/finalizers': ['a'] },
        spec: {
          strategy: { $retainKeys: ['type'], type: 'Recreate' },
          '$setElementOrder/containers': [{ name: 'new' }, { name: 'side' }],
          containers: [
            { name: 'web', $patch: 'delete' },
            { name: 'new', image: 'c' },
          ],
        },
      }),
    ).toEqual({
      metadata: { finalizers: [] },
      spec: {
        strategy: { type: 'Recreate' },
        containers: [
          { name: 'new', image: 'c' },
          { name: 'side', image: 'b' },
        ],
      },
    });
    expect(
      strategicMergePatch(current, {
        spec: { $patch: 'replace', containers: [] },
      }).spec,
    ).toEqual({ containers: [] });
  });
});
