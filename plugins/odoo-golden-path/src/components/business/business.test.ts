import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  BUSINESS_FIGURE_IDS,
  EnvironmentSpec,
} from '@plumbline/plugin-odoo-common';
import { exampleSpec, renderInputFor } from '../../__testUtils__/examples';
import { objectsIn, podTemplatesOf } from '../../__testUtils__/objects';
import { Manifest } from '../../manifest/manifest';
import { renderEnvironment } from '../../render/renderEnvironment';
import { ALLOW_COUNTING, COUNTED_FIGURES } from './countBusiness';

const render = (spec: Partial<EnvironmentSpec> = {}) =>
  objectsIn(renderEnvironment(renderInputFor(exampleSpec(spec))));
const queriesIn = (objects: readonly Manifest[]) =>
  objects.find(({ metadata }) => metadata.name === 'odoo-business-queries');
const countsIn = (objects: readonly Manifest[]) =>
  objects
    .filter(({ metadata }) => metadata.name.startsWith('odoo-migrate-'))
    .flatMap(podTemplatesOf)
    .flatMap(({ spec }) => spec.containers)
    .filter(({ name }) => name === 'count-business');

it('counts in the database of an own cluster, by a query of its exporter', () => {
  const objects = render();
  const cluster = objects.find(({ kind }) => kind === 'Cluster');
  expect(cluster?.spec?.monitoring).toEqual({
    customQueriesConfigMap: [{ name: 'odoo-business-queries', key: 'queries' }],
  });
  const map = queriesIn(objects)!;
  // Instances that run take notice of a change by this label alone.
  expect(map.metadata.labels).toHaveProperty(['cnpg.io/reload'], 'true');
  const { odoo_business: query } = parse(
    (map.data as Record<string, string>).queries,
  );
  expect(query).toMatchObject({ primary: true, target_databases: ['odoo'] });
  expect(query.metrics.flatMap(Object.keys)).toEqual(COUNTED_FIGURES);
  expect(countsIn(objects)).toHaveLength(1);
});

const hasPython = spawnSync('python3', ['--version']).status === 0;
(hasPython ? describe : describe.skip)(
  'what a database refuses to count',
  () => {
    it('lets no migration fail', () => {
      const folder = mkdtempSync(join(tmpdir(), 'counting-'));
      const driver = `class Error(Exception): pass
class Database:
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def cursor(self): return self
    def execute(self, sql):
        print('executed', sql)
        if sql == 'refused': raise Error('permission denied')
def connect(uri, connect_timeout): return Database()
`;
      writeFileSync(join(folder, 'psycopg2.py'), driver);
      const run = (sql: string) =>
        spawnSync('python3', ['-c', ALLOW_COUNTING], {
          encoding: 'utf8',
          env: {
            PATH: process.env.PATH,
            PYTHONPATH: folder,
            DATABASE_URI: 'postgres:///odoo',
            COUNT_SQL: sql,
          },
        });
      expect(run('counted')).toMatchObject({
        status: 0,
        stdout: 'executed counted\n',
      });
      expect(run('refused')).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('are not counted: permission denied'),
      });
      rmSync(folder, { recursive: true });
    });
  },
);

it('yields every figure that is asked for', () => {
  expect([...COUNTED_FIGURES].sort()).toEqual([...BUSINESS_FIGURE_IDS].sort());
});

it.each<[string, Partial<EnvironmentSpec>]>([
  ['a Flexible Server', { database: { kind: 'flexible-server' } }],
  ['a server of several', { tenancy: 'shared' }],
])('renders nothing of it on %s', (_, spec) => {
  const objects = render(spec);
  expect(queriesIn(objects)).toBeUndefined();
  expect(countsIn(objects)).toEqual([]);
});
