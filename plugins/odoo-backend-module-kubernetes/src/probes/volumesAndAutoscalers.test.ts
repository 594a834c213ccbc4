import { ago, environment } from '../__testUtils__/environment';
import { look } from '../__testUtils__/judge';
import { RawObject, condition } from '../__testUtils__/objects';

const planned = environment();
const { namespace } = planned.expectation;

describe('Volumes', () => {
  const claim = (status: object, metadata: object = {}): RawObject => ({
    metadata: { name: 'odoo-filestore', namespace, ...metadata },
    spec: {
      storageClassName: 'premium-zrs',
      resources: { requests: { storage: '128Gi' } },
    },
    status: { phase: 'Bound', capacity: { storage: '128Gi' }, ...status },
  });
  const growing = (type: string, minutes: number) => ({
    capacity: { storage: '64Gi' },
    conditions: [
      condition(type, 'True', {
        message: 'waiting for the pod to be restarted',
        lastTransitionTime: ago(minutes),
      }),
    ],
  });

  // prettier-ignore
  it.each<[string, RawObject[], string, RegExp]>([
    ['lost', [claim({ phase: 'Lost' })], 'critical', /odoo-filestore has lost its volume/],
    ['on its way out', [claim({}, { deletionTimestamp: ago(3) })], 'critical', /is being deleted and lives only while a pod uses it for 3 min/],
    ['absent', [], 'critical', /PersistentVolumeClaim odoo-filestore is planned and does not exist/],
    ['not reported on', [claim({ phase: undefined })], 'unknown', /does not say whether it is bound/],
    ['growing', [claim(growing('Resizing', 10))], 'ok', /has 64Gi of the 128Gi it asks for, Resizing/],
    ['stuck while growing', [claim(growing('FileSystemResizePending', 11))], 'degraded', /has 64Gi of the 128Gi it asks for, FileSystemResizePending: waiting for the pod to be restarted for 11 min/],
    ['refused to grow', [claim(growing('ControllerResizeError', 1))], 'degraded', /ControllerResizeError/],
    ['smaller than asked for, and nobody says why', [claim({ capacity: { storage: '64Gi' } })], 'degraded', /has 64Gi of the 128Gi/],
  ])('that are %s', (_, volumeClaims, status, words) => {
    const found = look({ volumeClaims }, 'volume.bound', planned);
    expect(found?.summary).toMatch(words);
    expect(found?.status).toBe(status);
  });

  it('are not applicable where none is planned', () => {
    const without = environment({ volumes: [] });
    expect(look({}, 'volume.bound', without)?.status).toBe('not-applicable');
  });
});

describe('Autoscalers', () => {
  const scaling = environment({ autoscalers: ['odoo-web'] });
  const scaledObject = (...conditions: object[]): RawObject => ({
    metadata: { name: 'odoo-web', namespace },
    spec: { scaleTargetRef: { name: 'odoo-web' } },
    status: { conditions },
  });
  const works = condition('Ready', 'True');
  const since = { lastTransitionTime: ago(12) };

  // prettier-ignore
  it.each<[string, RawObject[], string, RegExp]>([
    ['works', [scaledObject(works)], 'ok', /works|of at most/],
    ['is absent', [], 'critical', /ScaledObject odoo-web is planned and does not exist/],
    ['is paused', [scaledObject(works, condition('Paused', 'True', since))], 'degraded', /is paused for 12 min/],
    ['falls back', [scaledObject(works, condition('Fallback', 'True', since))], 'degraded', /falls back to a fixed number of pods for 12 min/],
    ['does not work', [scaledObject(condition('Ready', 'False', { ...since, message: 'no such metric' }))], 'degraded', /does not work for 12 min: no such metric/],
    ['says nothing', [scaledObject()], 'unknown', /KEDA does not say/],
  ])('that is planned and %s', (_, scaledObjects, status, words) => {
    const found = look({ scaledObjects }, 'autoscaler.limited', scaling);
    expect(found?.summary).toMatch(words);
    expect(found?.status).toBe(status);
  });

  it('without metrics cannot scale, unless KEDA has switched it off', () => {
    const blind = (reason: string) =>
      look(
        {
          horizontalPodAutoscalers: [
            {
              metadata: { name: 'odoo-web', namespace },
              spec: { minReplicas: 2, maxReplicas: 4 },
              status: {
                currentReplicas: 2,
                conditions: [
                  condition('ScalingActive', 'False', {
                    reason,
                    message: 'unable to get metrics',
                    ...since,
                  }),
                ],
              },
            },
          ],
        },
        'autoscaler.limited',
        planned,
      );
    expect(blind('FailedGetResourceMetric')).toMatchObject({
      status: 'degraded',
      summary:
        'Autoscaler odoo-web cannot scale for 12 min: unable to get metrics',
    });
    expect(blind('ScalingDisabled')?.status).toBe('ok');
  });
});
