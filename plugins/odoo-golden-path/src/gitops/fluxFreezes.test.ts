import { parseAllDocuments } from 'yaml';
import { examplePlatform } from '../__testUtils__/examples';
import { judge } from '../__testUtils__/policies';
import { PublishedSchemas, schemasPresent } from '../__testUtils__/schemas';
import { Manifest } from '../manifest/manifest';
import { renderFluxFreezes } from './fluxFreezes';

const AS_OF = Date.parse('2027-11-23T00:00:00Z');
const objects: Manifest[] = parseAllDocuments(
  renderFluxFreezes(
    {
      platform: examplePlatform(),
      cluster: 'aks-west-1',
      asOf: AS_OF,
      knownUntil: AS_OF + 90 * 24 * 3600 * 1000,
      tenants: [
        {
          tenant: 'rail',
          environments: [{ name: 'rail-production', keeps: true }],
        },
      ],
    },
    `registry.example/restore-test@sha256:${'a'.repeat(64)}`,
  ).content,
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
