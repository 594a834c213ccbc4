import { LABELS } from '@plumbline/plugin-odoo-common';
import * as fc from 'fast-check';
import { environment } from '../__testUtils__/arbitraries';
import { renderInputFor, exampleSpec } from '../__testUtils__/examples';
import { objectsIn, podTemplatesOf } from '../__testUtils__/objects';
import { parseQuantity } from '../manifest/quantities';
import { planEnvironment } from '../plan';
import { renderEnvironment } from '../render/renderEnvironment';
import { checkQuota } from './checkQuota';

function checkInput(spec = exampleSpec()) {
  const input = renderInputFor(spec);
  return {
    plan: planEnvironment(input),
    platform: input.platform,
    files: renderEnvironment(input),
    neighbours: [],
    tenants: [],
    databaseGiB: spec.data.databaseGiB,
  };
}

const failuresOf = ({ evidence }: ReturnType<typeof checkQuota>) =>
  evidence
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ title }) => title);

describe('checkQuota', () => {
  it('passes and says what it compared', () => {
    expect(checkQuota(checkInput())).toMatchObject({
      verdict: 'pass',
      summary: expect.stringMatching(
        /^[\d.]+ CPU and [\d.]+ GiB .*aks-north-1$/,
      ),
    });
  });

  it('fails when the cluster does not hold it beside its neighbours', () => {
    const input = checkInput();
    const neighbours = [
      {
        environment: 'other/production',
        totals: { pods: 10, cpu: 50, memoryGiB: 10 },
      },
    ];
    const result = checkQuota({ ...input, neighbours });
    expect(failuresOf(result)).toEqual(['Cluster capacity']);
    expect(result.summary).toContain('50 CPU and 10 GiB taken by 1 other,');
  });

  it('fails when the cluster has left the platform', () => {
    const input = checkInput();
    const placement = { cluster: 'aks-gone', databaseServer: 'own' };
    expect(
      failuresOf(checkQuota({ ...input, plan: { ...input.plan, placement } })),
    ).toEqual(['Cluster capacity']);
  });

  it('fails when the rendered quota is smaller than the plan, or missing', () => {
    const input = checkInput();
    const smaller = input.files.map(file => ({
      ...file,
      content: file.content.replace(/requests\.cpu: .*/, 'requests.cpu: "1"'),
    }));
    expect(failuresOf(checkQuota({ ...input, files: smaller }))).toEqual([
      'Namespace quota',
    ]);
    expect(failuresOf(checkQuota({ ...input, files: [] }))).toEqual([
      'Namespace quota',
    ]);
  });

  it('fails when the pods would ask for more connections than the server gives', () => {
    expect(
      failuresOf(
        checkQuota(checkInput(exampleSpec({ users: { named: 2000 } }))),
      ),
    ).toContain('Database connections');
  });

  it('counts no less than the rendered objects ask for at their maximum', () => {
    fc.assert(
      fc.property(environment, ({ ref, spec }) => {
        const input = renderInputFor(spec, ref);
        const { web, websocket, cron, database, totals } =
          planEnvironment(input);
        const objects = objectsIn(renderEnvironment(input));
        const requestOf = (component: string, resource: 'cpu' | 'memory') =>
          objects
            .filter(
              ({ metadata }) => metadata.labels[LABELS.component] === component,
            )
            .flatMap(podTemplatesOf)
            .flatMap(({ spec: pod }) => pod.containers)
            .reduce(
              (sum, { resources }) =>
                sum + parseQuantity(resources.requests[resource]),
              0,
            );
        const rendered = (resource: 'cpu' | 'memory') =>
          (web.maximumPods + 1) * requestOf('web', resource) +
          (websocket.pods + 1) * requestOf('websocket', resource) +
          cron.pods * requestOf('cron', resource) +
          requestOf('migration', resource);
        // PostgreSQL in the namespace itself; elsewhere it takes nothing of it.
        const databases = objects.some(({ kind }) => kind === 'Cluster')
          ? database.instances
          : 0;
        expect(rendered('cpu') + databases * database.cpu).toBeLessThanOrEqual(
          totals.cpu + 0.01,
        );
        expect(
          rendered('memory') / 2 ** 30 + databases * database.memoryGiB,
        ).toBeLessThanOrEqual(totals.memoryGiB + 0.01);
      }),
      { numRuns: 30 },
    );
  });
});
