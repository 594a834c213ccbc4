import { stringify } from 'yaml';
import { readEntities } from './readEntities';

const catalogInfo = (overrides: object = {}) =>
  stringify({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'harbour-civil-staging',
      annotations: { 'plumbline.dev/environment': 'harbour-civil/staging' },
    },
    spec: {
      type: 'odoo-environment',
      lifecycle: 'staging',
      owner: 'group:default/harbour-civil-erp',
    },
    ...overrides,
  });

const path = 'environments/harbour-civil/staging/catalog-info.yaml';
const read = (files: Record<string, string>) =>
  readEntities(new Map(Object.entries(files)), 'plumbline:main');

describe('readEntities', () => {
  it('makes a System of the tenant and a Component of the environment', () => {
    const { entities, problems } = read({ [path]: catalogInfo() });
    expect(problems).toEqual([]);
    expect(entities.map(({ kind, metadata }) => [kind, metadata.name])).toEqual(
      [
        ['System', 'harbour-civil'],
        ['Component', 'harbour-civil-staging'],
      ],
    );
    expect(entities[1].spec).toMatchObject({ system: 'harbour-civil' });
  });

  it.each([
    ['another kind', { kind: 'User' }],
    [
      'the name of another environment',
      {
        metadata: {
          name: 'harbour-rail-production',
          annotations: { 'plumbline.dev/environment': 'harbour-civil/staging' },
        },
      },
    ],
    [
      'the annotation of another environment',
      {
        metadata: {
          name: 'harbour-civil-staging',
          annotations: {
            'plumbline.dev/environment': 'harbour-rail/production',
          },
        },
      },
    ],
  ])('leaves out a file with %s and says which', (_, overrides) => {
    const { entities, problems } = read({ [path]: catalogInfo(overrides) });
    expect(entities).toEqual([]);
    expect(problems).toMatchObject([{ path }]);
  });

  it('keeps the others when one is not YAML', () => {
    const broken = 'environments/harbour-rail/qa/catalog-info.yaml';
    const { entities, problems } = read({
      [path]: catalogInfo(),
      [broken]: 'a: [',
    });
    expect(entities).toHaveLength(2);
    expect(problems).toMatchObject([{ path: broken }]);
  });

  it('refuses an alias bomb', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefg'
      .split('')
      .map(
        (name, index) =>
          `${name}: &${name} [${Array(9)
            .fill(`*${'abcdefg'[index]}`)
            .join(',')}]`,
      )
      .join('\n')}`;
    expect(read({ [path]: bomb }).problems[0].message).toContain('alias');
  });
});
