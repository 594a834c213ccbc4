import * as fc from 'fast-check';
import { environment } from '../__testUtils__/arbitraries';
import { renderInputFor } from '../__testUtils__/examples';
import { objectsIn, podTemplatesOf } from '../__testUtils__/objects';
import { Manifest } from '../manifest/manifest';
import { renderEnvironment } from '../render/renderEnvironment';
import { detachFile } from './detach';

const isMarked = ({ metadata }: Manifest) =>
  metadata.annotations?.['argocd.argoproj.io/sync-options']?.includes(
    'Prune=false',
  ) === true;

describe('detachFile, for every environment that the rules accept', () => {
  it('keeps all that holds data as it was, and nothing that runs Odoo', () => {
    fc.assert(
      fc.property(environment, ({ ref, spec }) => {
        const before = renderEnvironment(renderInputFor(spec, ref)).filter(
          ({ path }) => path.includes('/manifests/'),
        );
        const detached = before.map(({ path, content }) => ({
          path,
          ...detachFile(path, content),
        }));
        const after = detached.flatMap(({ path, content }) =>
          content === undefined ? [] : [{ path, content }],
        );
        const kept = objectsIn(after);
        const all = objectsIn(before);
        expect(all).toEqual(expect.arrayContaining(kept));
        expect(kept.filter(isMarked)).toEqual(all.filter(isMarked));
        expect(kept.some(isMarked)).toBe(true);
        const images = kept
          .flatMap(podTemplatesOf)
          .flatMap(({ spec: pod }) => pod.containers.map(({ image }) => image));
        expect(images.filter(image => image.includes('odoo@'))).toEqual([]);
        expect(kept.map(({ kind }) => kind)).not.toContain('Deployment');
        expect(kept.map(({ kind }) => kind)).not.toContain('Job');
        expect(
          detached.flatMap(({ stays, goes }) => [...stays, ...goes]),
        ).toHaveLength(all.length);
        // What is left is left for good: a second look takes nothing more.
        for (const { path, content } of after) {
          expect(detachFile(path, content)).toMatchObject({
            content,
            goes: [],
          });
        }
      }),
      { numRuns: 40 },
    );
  });
});

const document = (kind: string, component: string, annotations = '') =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: one\n  namespace: env\n  labels: { app.kubernetes.io/component: ${component} }\n${annotations}`;

describe('detachFile', () => {
  it('goes by the mark of data also where nobody knows the component', () => {
    const marked = document(
      'Bucket',
      'new',
      '  annotations: { kustomize.toolkit.fluxcd.io/prune: disabled }\n',
    );
    const file = `${marked}---\n${document('Service', 'web')}`;
    expect(detachFile('x.yaml', file)).toEqual({
      content: marked,
      stays: ['Bucket env/one'],
      goes: ['Service env/one'],
    });
    expect(detachFile('x.yaml', document('Service', 'web'))).toEqual({
      stays: [],
      goes: ['Service env/one'],
    });
  });

  it.each(['a: [', 'just: data'])('takes no guess at %j', text => {
    expect(() => detachFile('x.yaml', text)).toThrow(
      'x.yaml holds a document that is no Kubernetes object: repair it first',
    );
  });
});
