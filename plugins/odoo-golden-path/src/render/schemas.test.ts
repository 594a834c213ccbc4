import * as fc from 'fast-check';
import { environment } from '../__testUtils__/arbitraries';
import { filesFor, renderInputFor } from '../__testUtils__/examples';
import { objectsIn } from '../__testUtils__/objects';
import { PublishedSchemas, schemasPresent } from '../__testUtils__/schemas';
import { renderEnvironment } from './renderEnvironment';

const describeWithSchemas = schemasPresent ? describe : describe.skip;

describeWithSchemas('published schemas (needs ../shared/fixtures)', () => {
  it('accept every object of every environment', () => {
    const schemas = new PublishedSchemas();
    fc.assert(
      fc.property(environment, ({ ref, spec, upgrade }) => {
        const objects = objectsIn(
          filesFor(renderInputFor(spec, ref, undefined, upgrade)),
        );
        expect(objects.flatMap(object => schemas.problemsOf(object))).toEqual(
          [],
        );
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('would notice a wrong field, a wrong type and an unknown kind', () => {
    const schemas = new PublishedSchemas();
    const [cluster] = objectsIn(renderEnvironment(renderInputFor())).filter(
      ({ kind }) => kind === 'Cluster',
    );
    const spec = cluster.spec!;
    expect(schemas.problemsOf(cluster)).toEqual([]);
    for (const broken of [
      { ...cluster, spec: { ...spec, instance: 3 } },
      { ...cluster, spec: { ...spec, instances: 'three' } },
      { ...cluster, kind: 'Clusters' },
    ]) {
      expect(schemas.problemsOf(broken)).not.toEqual([]);
    }
  });
});
