import { RolloutDetail } from '@plumbline/plugin-odoo-common';
import { evidentReleaseOf } from '@plumbline/plugin-odoo-common/testUtils';
import { stringify } from 'yaml';
import { GitRemote } from '../__testUtils__/GitRemote';
import { PortalProcess } from '../__testUtils__/PortalProcess';
import {
  environmentFiles,
  release,
  releaseFiles,
} from '../__testUtils__/documents';
import { killOnce } from '../__testUtils__/killOnce';
import { policyFiles } from '../__testUtils__/policies';

const NEXT = '18.0-2026.12.1';
const next = evidentReleaseOf(NEXT, {
  ...release.spec,
  digest: `sha256:${'b'.repeat(64)}`,
  schemaClass: 'none',
  releasedAt: '2026-11-22T08:00:00Z',
});
/** The smaller database first: two in a batch, the third after they have soaked. */
const RING = ['harbour-civil/qa', 'harbour-port/qa', 'harbour-rail/qa'];

jest.setTimeout(300_000);

describe('a portal that is killed in the middle of a ring', () => {
  let remote: GitRemote;
  let portal: PortalProcess;
  beforeEach(async () => {
    remote = new GitRemote();
    const environments = RING.map((ref, place) =>
      environmentFiles(ref, {
        data: { databaseGiB: 5 + place, filestoreGiB: 5 },
        hostnames: [`${place}.odoo.example`],
      }),
    );
    remote.push({
      ...releaseFiles,
      ...policyFiles,
      [`releases/${NEXT}.yaml`]: stringify(next),
      ...Object.assign({}, ...environments),
    });
    portal = new PortalProcess(remote.url);
    await portal.start();
  });
  afterEach(async () => {
    await portal.stop();
    remote.remove();
  });

  async function eventually<T>(
    read: () => Promise<T>,
    holds: (value: T) => boolean,
  ): Promise<T> {
    let value = await read();
    for (let round = 0; round < 900 && !holds(value); round++) {
      await new Promise(resolve => setTimeout(resolve, 100));
      value = await read();
    }
    if (holds(value)) return value;
    throw new Error(`It did not come to pass: ${JSON.stringify(value)}`);
  }
  const read = async (id: string): Promise<RolloutDetail> =>
    (await portal.request('mia', 'GET', `/rollouts/${id}`)).body;
  const statesOf = ({ items }: RolloutDetail) =>
    items.map(({ changeState }) => changeState);
  /** The environment of every commit of the rollout, the first one first. */
  const promoted = () =>
    remote
      .log()
      .map(({ body }) => /^Promote (\S+)/.exec(body)?.[1])
      .filter(Boolean)
      .reverse();

  it.each([
    ['between commit and push', 'pre-receive', 0],
    ['after the push', 'post-receive', 1],
  ])('goes on without repeating a step: %s', async (_, hook, pushed) => {
    const wasKilled = killOnce(remote, portal, hook);
    const { body: begun } = await eventually(
      () =>
        portal.request('mia', 'POST', '/rollouts', {
          release: NEXT,
          ring: 'development',
          reason: 'November release',
          batch: 2,
          soak: 'PT1S',
        }),
      ({ status }) => status === 201,
    );
    expect(await portal.ended()).toBe('SIGKILL');
    expect(wasKilled()).toBe(true);
    expect(promoted()).toHaveLength(pushed);

    await portal.outwaitLeases();
    await portal.start();
    const under = await eventually(
      () => read(begun.id),
      now => statesOf(now).filter(each => each === 'reconciling').length === 2,
    );
    expect(under.state).toBe('running');
    expect(under.items[2].step).toBe('waiting');
    expect(promoted().sort()).toEqual(RING.slice(0, 2));

    portal.tell({ running: remote.log()[0].id });
    await eventually(
      () => read(begun.id),
      ({ items }) => items[2].changeState === 'reconciling',
    );
    portal.tell({ running: remote.log()[0].id });
    const done = await eventually(
      () => read(begun.id),
      ({ state }) => state !== 'running',
    );
    expect([done.state, done.failures]).toEqual(['done', 0]);
    expect(promoted().sort()).toEqual(RING);
    const changes = await portal.database.knex('changes').select('parent');
    expect(changes).toEqual(RING.map(() => ({ parent: begun.id })));
  });
});
