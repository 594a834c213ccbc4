import { parseQuantity } from './quantity';
import { KINDS } from './kinds';
import { KindIndex } from './KindIndex';

describe('parseQuantity', () => {
  it.each([
    ['500m', 0.5],
    ['64Gi', 64 * 2 ** 30],
    ['1e3', 1000],
    ['1.5', 1.5],
    ['2E', 2e18],
    ['8', 8],
    ['lots', undefined],
    ['', undefined],
  ])('%s is %s', (text, amount) => {
    expect(parseQuantity(text)).toBe(amount);
  });
});

describe('KindIndex', () => {
  it('keeps what it can read, and counts and names what it cannot', () => {
    const index = new KindIndex(KINDS.deployments.schema);
    index.add({
      metadata: { name: 'odoo-web', namespace: 'a', generation: 3 },
      spec: { replicas: 2, template: { spec: { containers: [] } } },
      status: null,
    });
    index.add({ metadata: { name: 'odoo-cron', namespace: 'a' }, spec: [] });
    index.add('garbage');
    index.add(null);

    expect(index.find('a', 'odoo-web')).toEqual({
      name: 'odoo-web',
      namespace: 'a',
      generation: 3,
      observedGeneration: 0,
      desired: 2,
      paused: false,
      matchLabels: {},
      replicas: 0,
      updated: 0,
      available: 0,
      conditions: [],
    });
    expect(index.find('a', 'odoo-cron')).toBeUndefined();
    expect(index.unreadable('a', 'odoo-cron')).toBe(
      'spec: Invalid input: expected object, received array',
    );
    expect(index.malformed?.count).toBe(3);
    expect(index.inNamespace('a')).toHaveLength(1);
  });

  it('does not take a time that cannot be read for an absent one', () => {
    const index = new KindIndex(KINDS.certificates.schema);
    index.add({
      metadata: { name: 'odoo-tls', namespace: 'a' },
      status: { notAfter: 'soon' },
    });
    expect(index.unreadable('a', 'odoo-tls')).toContain('RFC 3339');
  });
});
