import { ago, environment } from '../__testUtils__/environment';
import { look } from '../__testUtils__/judge';
import { World, healthyWorld } from '../__testUtils__/objects';

const planned = environment();
const REVISION = planned.revision.commit;

describe('GitOps', () => {
  const application = (status: object): World => {
    const world = healthyWorld(planned);
    const [app] = world.applications!;
    return { applications: [{ ...app, status: { ...app.status, ...status } }] };
  };
  const NEWER = 'd'.repeat(40);
  const outOfSync = { sync: { status: 'OutOfSync', revision: NEWER } };

  it('never claims a revision that is only compared', () => {
    const { value } = look(application(outOfSync), 'gitops.sync', planned)!;
    expect(value).toBe(REVISION);
  });
  it('is out of sync since the commit, and degraded after an hour', () => {
    const at = (minutes: number) => {
      const plan = environment();
      plan.revision.at = ago(minutes);
      return look(
        application({ ...outOfSync, reconciledAt: ago(1) }),
        'gitops.sync',
        plan,
      );
    };
    expect(at(60)).toMatchObject({ status: 'ok', since: ago(60) });
    expect(at(61)).toMatchObject({ status: 'degraded', since: ago(61) });
  });
  it('is degraded when the cluster drifted from a synced commit: nobody knows since when', () => {
    expect(look(application(outOfSync), 'gitops.sync', planned)).toMatchObject({
      status: 'degraded',
      summary: expect.stringContaining('although the last commit was synced'),
    });
  });
  it('is degraded once the sync has failed twice, and tells what differs', () => {
    const at = (retryCount: number) => {
      const plan = environment();
      plan.revision.at = ago(5);
      return look(
        application({
          ...outOfSync,
          resources: [
            { kind: 'Deployment', name: 'odoo-web', status: 'OutOfSync' },
          ],
          operationState: {
            phase: 'Running',
            message: 'field is immutable. Retrying attempt #2',
            retryCount,
          },
        }),
        'gitops.sync',
        plan,
      );
    };
    expect(at(1)).toMatchObject({ status: 'ok' });
    expect(at(2)).toMatchObject({
      status: 'degraded',
      summary: expect.stringContaining('field is immutable'),
      differences: ['Deployment odoo-web'],
    });
  });
  it('does not believe "Synced" of a controller that has not looked since the commit', () => {
    const found = look(
      application({
        reconciledAt: '2026-07-29T09:00:00Z',
        history: [{ revision: NEWER, deployedAt: '2026-07-29T08:00:00Z' }],
      }),
      'gitops.sync',
      planned,
    );
    expect(found).toMatchObject({
      status: 'degraded',
      since: '2026-07-29T10:00:00.000Z',
    });
  });
  it('does not take the word of a controller that has stopped comparing', () => {
    const plan = environment();
    plan.revision.at = ago(600);
    const at = (minutes: number) =>
      look(application({ reconciledAt: ago(minutes) }), 'gitops.sync', plan);
    expect(at(30)).toMatchObject({ status: 'ok' });
    expect(at(31)).toMatchObject({
      status: 'unknown',
      summary: expect.stringContaining('last compared it 31 min ago'),
    });
  });
  it('a failed sync says why, which Argo CD does behind the names of all its objects', () => {
    const message = `${'apps/Deployment/odoo-harbour-rail-production/web, '.repeat(
      10,
    )}denied by policy images-pinned`;
    const failed = { operationState: { phase: 'Failed', message } };
    expect(
      look(application(failed), 'gitops.sync', planned)?.summary,
    ).toContain('denied by policy images-pinned');
  });
  it('a failed sync is critical on production, degraded elsewhere, and claims no revision', () => {
    const failed = {
      sync: { status: 'Synced', revision: NEWER },
      operationState: {
        phase: 'Failed',
        message: 'one or more objects failed to apply',
        finishedAt: ago(5),
        syncResult: { revision: NEWER },
      },
    };
    expect(look(application(failed), 'gitops.sync', planned)).toMatchObject({
      status: 'critical',
      value: REVISION,
      summary:
        'The last sync of dddddddd failed 5 min ago: one or more objects failed to apply',
    });
    const staging = environment(
      { gitops: planned.expectation.gitops },
      'acme',
      'staging',
    );
    expect(look(application(failed), 'gitops.sync', staging)?.status).toBe(
      'degraded',
    );
    const overtaken = {
      ...failed,
      operationState: {
        ...failed.operationState,
        syncResult: { revision: 'e'.repeat(40) },
      },
    };
    expect(look(application(overtaken), 'gitops.sync', planned)).toMatchObject({
      status: 'ok',
      value: NEWER,
    });
  });
});
