import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChangedObject } from '../changedObjects';
import { checkStructure } from './checkStructure';
import { SchemaCatalog } from './SchemaCatalog';

const NAMESPACE = 'odoo-harbour-civil-qa';
const service = (
  more: Partial<ChangedObject['object']> = {},
): ChangedObject['object'] => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'odoo', namespace: NAMESPACE },
  ...more,
});
const created = (object: ChangedObject['object']): ChangedObject => ({
  object,
  operation: 'CREATE',
  path: 'manifests/x.yaml',
});

describe('checkStructure', () => {
  const problems = (...objects: ChangedObject['object'][]) =>
    checkStructure({ own: NAMESPACE }, objects.map(created)).map(
      ({ problem }) => problem,
    );

  it('lets what the golden path renders pass', () => {
    expect(problems(service())).toEqual([]);
  });

  it.each([
    [
      'a kind that nobody planned',
      service({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
      }),
      'of a kind',
    ],
    [
      "another environment's namespace",
      service({ metadata: { name: 'odoo', namespace: 'kube-system' } }),
      'not in the namespace',
    ],
    ['no namespace', service({ metadata: { name: 'odoo' } }), 'not in the'],
    [
      'a name that is none',
      service({
        metadata: { name: 'Odoo_1', namespace: NAMESPACE },
      }),
      'RFC 1123',
    ],
    [
      "another environment's Namespace",
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } },
      'not the namespace',
    ],
  ])('refuses %s', (_, object, problem) => {
    expect(problems(object).join()).toContain(problem);
  });

  describe('on a shared database server', () => {
    const SERVER = 'odoo-db-pg-north-1';
    const problemsOf = (
      object: Partial<ChangedObject['object']>,
      path = 'environments/harbour-civil/qa/manifests/30-database.yaml',
    ) =>
      checkStructure(
        { own: NAMESPACE, server: { name: 'pg-north-1', tenant: 'x-dev' } },
        [{ ...created(service(object)), path }],
      ).map(({ problem }) => problem);
    const database = (name: string, partOf = 'x-dev') => ({
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Database',
      metadata: {
        name,
        namespace: SERVER,
        labels: { 'app.kubernetes.io/part-of': partOf },
      },
    });

    it('lets the environment have what is named after it, and the server its own', () => {
      expect(problemsOf(database('x-dev'))).toEqual([]);
      expect(
        problemsOf({
          ...database('x-dev.1a2b3c'),
          apiVersion: 'batch/v1',
          kind: 'Job',
        }),
      ).toEqual([]);
      expect(
        problemsOf(
          {
            ...database('odoo-db', 'database-server.pg-north-1'),
            kind: 'Cluster',
          },
          'database-servers/pg-north-1/manifests/30-database.yaml',
        ),
      ).toEqual([]);
    });

    it.each<[string, Partial<ChangedObject['object']>]>([
      ["another environment's database", database('y-dev', 'y-dev')],
      ["another environment's database under its own label", database('y-dev')],
      ['a name that begins like its own', database('x-dev-2')],
      ['the server itself', { ...database('x-dev'), kind: 'Cluster' }],
    ])('keeps it from %s', (_, object) => {
      expect(problemsOf(object)).toEqual([
        `is not in the namespace ${NAMESPACE}`,
      ]);
    });
  });

  it('refuses an object that is rendered twice', () => {
    expect(problems(service(), service())).toEqual(['is rendered twice']);
  });
});

describe('SchemaCatalog', () => {
  const directory = mkdtempSync(join(tmpdir(), 'schemas-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  mkdirSync(join(directory, 'core'));
  const write = (kind: string, text: string) =>
    writeFileSync(join(directory, 'core', `${kind}_v1.json`), text);
  write(
    'service',
    JSON.stringify({
      type: 'object',
      properties: {
        spec: {
          type: 'object',
          additionalProperties: false,
          // RE2: the RegExp of JavaScript refuses it.
          properties: { type: { type: 'string', pattern: '(?i)^clusterip$' } },
        },
      },
    }),
  );
  write('secret', '{ not json');
  const catalog = new SchemaCatalog(directory);

  it('finds what is wrong, by patterns that only RE2 knows too', async () => {
    const spec = (value: object) => service({ spec: value });
    expect(await catalog.check(spec({ type: 'ClusterIP' }))).toEqual([]);
    expect(await catalog.check(spec({ type: 'x', colour: 1 }))).toHaveLength(2);
  });

  it('says when there is no schema, fails when there is a broken one, and leaves its directory for nobody', async () => {
    expect(await catalog.check(service({ kind: 'Pod' }))).toBeUndefined();
    const secret = service({ kind: 'Secret' });
    await expect(catalog.check(secret)).rejects.toThrow();
    // Repaired while the portal runs: it blocks no longer.
    write('secret', '{}');
    expect(await catalog.check(secret)).toEqual([]);
    expect(
      await catalog.check(service({ apiVersion: '../core/v1' })),
    ).toBeUndefined();
    expect(
      await catalog.check(service({ kind: '../core/service' })),
    ).toBeUndefined();
  });
});
