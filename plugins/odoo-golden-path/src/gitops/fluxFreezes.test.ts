import { eventOf } from '@plumbline/plugin-odoo-common/testUtils';
import { parseAllDocuments } from 'yaml';
import { examplePlatform } from '../__testUtils__/examples';
import { judge } from '../__testUtils__/policies';
import { PublishedSchemas, schemasPresent } from '../__testUtils__/schemas';
import { Manifest } from '../manifest/manifest';
import { renderFluxFreezes } from './fluxFreezes';
import { TenantFreezes } from './freezes';

const AS_OF = Date.parse('2027-11-23T00:00:00Z');
const rendered = (tenants: TenantFreezes[]) =>
  renderFluxFreezes(
    {
      platform: examplePlatform(),
      cluster: 'aks-west-1',
      asOf: AS_OF,
      knownUntil: AS_OF + 90 * 24 * 3600 * 1000,
      tenants,
    },
    `registry.example/restore-test@sha256:${'a'.repeat(64)}`,
  ).content;
const objects: Manifest[] = parseAllDocuments(
  rendered([
    {
      tenant: 'rail',
      environments: [{ name: 'rail-production', keeps: true }],
    },
  ]),
).map(document => document.toJS());

describe('what suspends Flux in a freeze', () => {
  it('holds the policies in the namespace of Flux, which is none of a tenant', () => {
    const namespace: Manifest = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'flux-system', labels: {} },
    };
    const broken = judge([namespace, ...objects]).filter(
      ({ verdict }) => verdict === 'fail' || verdict === 'error',
    );
    expect(broken).toEqual([]);
  });

  const CAUSE = eventOf('freeze', 'dublin', {
    from: '2027-12-20T00:00',
    to: '2027-12-21T00:00',
  });
  const dataOf = (tenant: TenantFreezes) => {
    const [, , , configMap] = parseAllDocuments(rendered([tenant])).map(
      document => document.toJS(),
    );
    return JSON.parse(configMap.data['freezes.json']);
  };

  it('names no end where a calendar cannot be read: the page would call it one', () => {
    const environments = [{ name: 'rail-production', keeps: true }];
    const data = dataOf({ tenant: 'rail', environments });
    expect(data.tenants).toEqual({});
    expect(data.environments).toEqual({
      'rail-production': { tenant: 'rail' },
    });
    expect(
      dataOf({ tenant: 'rail', environments, closed: [] }).tenants,
    ).toEqual({ rail: [] });
  });

  it('says why in few words, however much a calendar says', () => {
    const title = 'x'.repeat(100_000);
    const closed = [
      { from: AS_OF, to: AS_OF + 1000, causes: [{ ...CAUSE, title }] },
    ];
    const data = dataOf({ tenant: 'rail', environments: [], closed });
    expect(data.tenants.rail[0][2]).toHaveLength(120);
  });

  it('may do nothing but read and suspend the environments that it is told of', () => {
    const role = objects.find(({ kind }) => kind === 'Role');
    expect(role?.rules).toEqual([
      {
        apiGroups: ['kustomize.toolkit.fluxcd.io'],
        resources: ['kustomizations'],
        resourceNames: ['rail-production'],
        verbs: ['get', 'patch'],
      },
    ]);
  });
});

(schemasPresent ? describe : describe.skip)('what suspends Flux', () => {
  it('passes the published schemas', () => {
    const schemas = new PublishedSchemas();
    expect(objects.flatMap(object => schemas.problemsOf(object))).toEqual([]);
  });
});
