import { ConfigReader } from '@backstage/config';
import { readConfig } from './readConfig';

const NORTH = {
  name: 'north',
  url: 'http://prometheus.monitoring:9090',
  clusters: ['aks-north'],
};
const read = (...prometheus: object[]) =>
  readConfig(
    new ConfigReader({ odoo: { metrics: { prometheus: prometheus as [] } } }),
  );

it('reads where to ask', () => {
  expect(read(NORTH)).toMatchObject({
    prometheus: [{ name: 'north', clusters: ['aks-north'] }],
    schedule: { frequencySeconds: 300, timeoutSeconds: 120 },
  });
  expect(readConfig(new ConfigReader({})).prometheus).toEqual([]);
});

it.each<[string, object[], RegExp]>([
  [
    'a credential without https',
    [{ ...NORTH, credential: { bearerToken: 's3cret' } }],
    /prometheus\.0\.url: must be https/,
  ],
  [
    'a credential in the address',
    [{ ...NORTH, url: 'https://me:s3cret@prometheus.example' }],
    /must hold no credential/,
  ],
  ['another protocol', [{ ...NORTH, url: 'file:///s3cret' }], /url/],
  [
    'two that tell of a cluster',
    [NORTH, { ...NORTH, name: 'south' }],
    /one Prometheus tells of each/,
  ],
  [
    'several clusters whose samples nothing tells apart',
    [{ ...NORTH, clusters: ['aks-north', 'aks-south'] }],
    /clusterLabel: must name the label/,
  ],
  ['a name twice', [NORTH, { ...NORTH, clusters: ['x'] }], /used twice/],
  ['what it does not know', [{ ...NORTH, tokne: 's3cret' }], /tokne/],
])('refuses %s, and repeats no value', (_, prometheus, message) => {
  expect(() => read(...prometheus)).toThrow(message);
  expect(() => read(...prometheus)).not.toThrow(/s3cret/);
});
