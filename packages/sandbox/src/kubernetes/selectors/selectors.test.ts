import { clusterKinds } from '../kinds';
import { toStored } from '../store/storedObject';
import { parseFieldSelector } from './fieldSelector';
import { parseLabelSelector } from './labelSelector';

describe('parseLabelSelector', () => {
  const labels = { app: 'web', tier: 'gold', 'plumbline.dev/stage': 'prod' };

  it.each([
    ['', true],
    ['app=web', true],
    ['app == web , tier!=silver', true],
    ['app in (web, db),tier notin (silver)', true],
    ['missing notin (a)', true],
    ['missing!=a', true],
    ['plumbline.dev/stage', true],
    ['!missing', true],
    ['app=db', false],
    ['missing', false],
    ['!app', false],
    ['missing in (a)', false],
  ])('%s selects: %s', (selector, expected) => {
    expect(parseLabelSelector(selector)(labels)).toBe(expected);
  });

  it.each(['a in b', '=x', 'a=b=c', 'a>1,', 'a in (b'])(
    'refuses %s',
    selector => {
      expect(() => parseLabelSelector(selector)).toThrow(
        expect.objectContaining({ code: 400 }),
      );
    },
  );
});

describe('parseFieldSelector', () => {
  const kind = clusterKinds.get('', 'Pod');
  const stored = toStored({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'a',
      namespace: 'n',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:00Z',
    },
    status: { phase: 'Running' },
  });

  it.each([
    ['', true],
    ['metadata.name=a,metadata.namespace=n', true],
    ['status.phase!=Pending', true],
    ['spec.nodeName=', true],
    ['status.phase=Pending', false],
  ])('%s selects: %s', (selector, expected) => {
    expect(parseFieldSelector(kind, selector)(stored)).toBe(expected);
  });

  it('refuses a field that the kind does not index', () => {
    expect(() => parseFieldSelector(kind, 'spec.color=red')).toThrow(
      'field label not supported: spec.color',
    );
  });
});
