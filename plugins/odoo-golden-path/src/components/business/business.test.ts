import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  BUSINESS_FIGURE_IDS,
  EnvironmentSpec,
} from '@plumbline/plugin-odoo-common';
import {
  EXAMPLE_REF,
  examplePlatform,
  exampleSpec,
  renderInputFor,
} from '../../__testUtils__/examples';
import { objectsIn, podTemplatesOf } from '../../__testUtils__/objects';
import { Manifest } from '../../manifest/manifest';
import { renderEnvironment } from '../../render/renderEnvironment';
import { MARK_MIGRATED } from '../migration/scripts';
import { ALLOW_COUNTING, COUNTED_FIGURES } from './countBusiness';

const COUNTING = examplePlatform({ businessFigures: true });
const filesOf = (spec: Partial<EnvironmentSpec>, platform = COUNTING) =>
  renderEnvironment(renderInputFor(exampleSpec(spec), EXAMPLE_REF, platform));
const render = (spec: Partial<EnvironmentSpec> = {}) =>
  objectsIn(filesOf(spec));
const queriesIn = (objects: readonly Manifest[]) =>
  objects.find(({ metadata }) => metadata.name === 'odoo-business-queries');
interface Scripted {
  command: string[];
}
const marksIn = (objects: readonly Manifest[]) =>
  objects
    .filter(({ metadata }) => metadata.name.startsWith('odoo-migrate-'))
    .flatMap(podTemplatesOf)
    .flatMap(({ spec }) => spec.containers)
    .map(container => (container as unknown as Scripted).command[2]);

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
  // Marked first: people wait for the mark, and for nothing of the counting.
  expect(marksIn(objects)).toEqual([`${MARK_MIGRATED}\n${ALLOW_COUNTING}`]);
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
        if sql == 'broken': raise RuntimeError('of another kind')
def connect(uri, connect_timeout, tcp_user_timeout, options, **_):
    print(options)
    return Database()
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
        stdout:
          '-c statement_timeout=10000 -c lock_timeout=5000\nexecuted counted\n',
      });
      expect(run('broken')).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('are not counted: of another kind'),
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
  expect(marksIn(objects)).toEqual([MARK_MIGRATED]);
});

it('changes nothing of what is rendered where the platform does not ask for it', () => {
  const counting = filesOf({});
  const without = filesOf({}, examplePlatform());
  const texts = new Map(without.map(({ path, content }) => [path, content]));
  const changed = counting
    .filter(({ path, content }) => texts.get(path) !== content)
    .map(({ path }) => path.split('/').at(-1));
  expect(changed.sort()).toEqual([
    '29-business-queries.yaml',
    '30-database.yaml',
    expect.stringContaining('migration'),
  ]);
  const rest = [...texts].map(([path, content]) => `${path}\n${content}`);
  expect(rest.join('\n')).not.toMatch(
    /plumbline_business|odoo-business|odoo_business|COUNT_SQL|customQueries/,
  );
  expect(marksIn(objectsIn(without))).toEqual([MARK_MIGRATED]);
});
