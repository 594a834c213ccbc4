import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { environmentNamespace } from '@plumbline/plugin-odoo-common';
import {
  platformOf,
  releaseOf,
  specOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import {
  planEnvironment,
  renderEnvironment,
} from '@plumbline/plugin-odoo-golden-path';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject, NewObject } from '../../kubernetes';
import type { AccessRule } from '../../kubernetes/access/accessRule';
import { startTestCluster } from '../../kubernetes/testing/testCluster';
import type { Container } from '../runtime';
import { createTestCluster, reasonOf } from '../testing/testCluster';

const REF = { tenant: 'harbour-civil', stage: 'dev' } as const;
const NAMESPACE = environmentNamespace(REF);
const CNPG = 'postgresql.cnpg.io';
const ANNOTATION = 'cnpg.io/hibernation';

function rendered(schedule: 'office-hours' | 'always'): NewObject[] {
  const spec = specOf({ tier: 4, schedule, recoveryRegion: undefined });
  const platform = platformOf();
  const release = releaseOf(spec.odoo.release);
  const input = { ref: REF, spec, platform, release };
  const { placement } = planEnvironment(input);
  return renderEnvironment({ ...input, placement })
    .filter(({ path }) => path.includes('/manifests/'))
    .flatMap(({ content }) => parseAllDocuments(content))
    .map(document => document.toJS() as NewObject);
}

const named = (objects: NewObject[], kind: string, name: string) =>
  objects.find(
    object => object.kind === kind && object.metadata.name === name,
  ) as NewObject & { [field: string]: unknown };

interface JobSpec {
  template: { spec: { containers: (Container & { args: string[] })[] } };
}

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) {
  process.stderr.write('Skipped: no python3 turns the hibernation\n');
}

(hasPython ? describe : describe.skip)(
  'a database that sleeps at night',
  () => {
    const objects = rendered('office-hours');
    const world = createTestCluster();
    let api: Awaited<ReturnType<typeof startTestCluster>>;
    let account: string;

    const stored = (group: string, kind: string, name: string) =>
      world.store.get({ group, kind }, NAMESPACE, name) as KubernetesObject;
    const database = () => stored(CNPG, 'Cluster', 'odoo-db');
    const pods = () =>
      world.store
        .list({ group: '', kind: 'Pod' }, { namespace: NAMESPACE })
        .map(({ metadata }) => metadata.name);
    const annotation = () => database().metadata.annotations?.[ANNOTATION];
    const scale = (replicas: number) => {
      const web = stored('apps', 'Deployment', 'odoo-web');
      world.store.update({ ...web, spec: { ...Object(web.spec), replicas } });
    };

    beforeAll(async () => {
      const { rules } = named(objects, 'Role', 'odoo-db-hibernation') as {
        rules?: AccessRule[];
      };
      api = await startTestCluster({
        store: world.store,
        users: [
          {
            token: 'hibernation',
            user: 'hibernation',
            groups: [],
            rules: (rules ?? []).map(rule => ({
              ...rule,
              namespaces: [NAMESPACE],
            })),
          },
        ],
      });
      account = await mkdtemp(join(tmpdir(), 'hibernation-'));
      await writeFile(join(account, 'token'), 'hibernation\n');
      await writeFile(join(account, 'ca.crt'), api.pems.cert);
      for (const [kind, name] of [
        ['Namespace', NAMESPACE],
        ['Cluster', 'odoo-db'],
        ['Deployment', 'odoo-web'],
      ]) {
        world.store.apply(named(objects, kind, name), 'argocd');
      }
      scale(0);
      world.run(300);
    });

    afterAll(async () => {
      world.stop();
      await api.close();
      await rm(account, { recursive: true });
    });

    /** What the CronJob of this name runs, with a shorter wait for quiet. */
    async function run(name: string, quiet = 0) {
      const { jobTemplate } = named(objects, 'CronJob', name).spec as {
        jobTemplate: { spec: JobSpec };
      };
      const [{ command, args, env }] =
        jobTemplate.spec.template.spec.containers;
      const [program, ...rest] = [...(command ?? []), ...args];
      const { stdout } = await promisify(execFile)(program, rest, {
        timeout: 20_000,
        env: {
          PATH: process.env.PATH,
          ...Object.fromEntries(
            (env ?? []).map(({ name: key, value }) => [key, value ?? '']),
          ),
          KUBERNETES_API: api.server.url,
          KUBERNETES_ACCOUNT: account,
          QUIET_SECONDS: String(quiet),
        } as NodeJS.ProcessEnv,
      });
      return stdout;
    }

    it('falls asleep when nothing of Odoo runs, stays so while Git is applied, and wakes with the day', async () => {
      expect(pods()).toEqual(['odoo-db-1']);
      expect(await run('odoo-db-hibernation')).toContain('turned on');
      world.run(60);
      expect(pods()).toEqual([]);
      expect(reasonOf(database(), ANNOTATION)).toEqual(['True', 'Hibernated']);

      world.store.apply(named(objects, 'Cluster', 'odoo-db'), 'argocd');
      expect(annotation()).toBe('on');

      expect(await run('odoo-db-wake-up')).toContain('turned off');
      world.run(300);
      expect(pods()).toEqual(['odoo-db-1']);
      expect(reasonOf(database(), ANNOTATION)).toEqual([undefined, undefined]);
      expect(database().status?.phase).toBe('Cluster in healthy state');
    });

    it('is awake for whatever is wanted, also at night', async () => {
      await run('odoo-db-hibernation');
      expect(annotation()).toBe('on');
      scale(1);
      expect(await run('odoo-db-hibernation')).toContain(
        'odoo-web needs the database',
      );
      expect(annotation()).toBe('off');
      scale(0);
      world.run(300);
    });

    it('is not put to sleep when somebody changed it meanwhile', async () => {
      const looking = run('odoo-db-hibernation', 3);
      await new Promise(resolve => setTimeout(resolve, 1500));
      const before = database();
      world.store.update({
        ...before,
        metadata: {
          ...before.metadata,
          labels: { ...before.metadata.labels, woken: 'yes' },
        },
      });
      expect(await looking).toContain('changed meanwhile');
      expect(annotation()).toBe('off');
    });

    it('wakes when its environment is to be there always: Git says so', async () => {
      await run('odoo-db-hibernation');
      world.run(60);
      expect(pods()).toEqual([]);
      const always = rendered('always');
      expect(named(always, 'CronJob', 'odoo-db-hibernation')).toBeUndefined();
      world.store.apply(named(always, 'Cluster', 'odoo-db'), 'argocd');
      world.run(300);
      expect(pods()).toEqual(['odoo-db-1']);
    });
  },
);
