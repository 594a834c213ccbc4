import { freezesListSchema } from '@plumbline/plugin-odoo-common';
import { HostKind } from '@plumbline/plugin-odoo-backend-module-pull-requests/testUtils';
import { parseAllDocuments } from 'yaml';
import { ChangeWorld } from '../../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../../__testUtils__/databases';
import { environmentFiles } from '../../../__testUtils__/documents';
import { freezeCalendar } from '../../../__testUtils__/freezeCalendar';
import { platformInput } from '../../../__testUtils__/platform';
import { useClock } from '../../../__testUtils__/useClock';
import { DatabaseCommitLedger } from '../../../change';

const databases = testDatabases();
jest.setTimeout(120_000);

const HOSTS: [HostKind, string][] = [
  ['github', 'GitHub'],
  ['azure-devops', 'Azure DevOps'],
];
const FILE = 'clusters/aks-north-1/sync-windows.yaml';
const CALENDAR = 'calendars/harbour-civil.ics';
const BRANCH = 'plumbline/freezes';
const APPROVAL = 'plumbline/approval';

describe.each(HOSTS)('freezes by a pull request on %s', (kind, title) => {
  const [engine] = databases.eachSupportedId()[0];
  let world: ChangeWorld;
  const repository = () => world.host.repository;
  beforeEach(async () => {
    useClock('2026-11-26T12:00:00.000Z');
    world = await ChangeWorld.start(databases, engine, {
      host: kind,
      odoo: {
        platform: {
          ...platformInput,
          gitops: { ...platformInput.gitops, syncWindows: true },
        },
      },
      files: {
        ...environmentFiles('harbour-civil/production', { tier: 2 }),
        [CALENDAR]: freezeCalendar(['20261120', '20270201']),
      },
    });
    repository().required = ['build', APPROVAL];
  });
  afterEach(async () => {
    await world?.stop();
    jest.useRealTimers();
  });

  const publish = async () => {
    await world.odoo.run('registry:refresh');
    jest.setSystemTime(Date.now() + 1000);
    await world.odoo.run('freezes:publish');
  };
  const side = async () => {
    const { body } = await world.as('mia', 'get', '/calendar/freezes');
    return freezesListSchema.parse(body).items[0];
  };
  const build = (outcome: 'success' | 'failure') =>
    repository().report(repository().tip(BRANCH)!, { name: 'build', outcome });
  const schedule = (text: string) =>
    parseAllDocuments(text)[0].toJS().spec.syncWindows[0].schedule;
  const drawn = () => schedule(repository().git('show', `${BRANCH}:${FILE}`));

  it('wait for its required checks, are brought up to date in the same one, and are merged by the host', async () => {
    const before = world.remote.log()[0].id;
    await publish();
    expect(world.remote.log()[0].id).toBe(before);
    expect(repository().pulls).toMatchObject([
      { number: 1, state: 'open', title: 'Freezes of aks-north-1' },
    ]);
    expect(drawn()).toBe('0 0 20 11 *');
    expect(await side()).toMatchObject({
      state: 'failed',
      message: `Not published: it waits for required checks of pull request 1 on ${title}: build`,
    });
    const first = repository().tip(BRANCH)!;
    await publish();
    expect(repository().tip(BRANCH)).toBe(first);

    build('failure');
    await publish();
    expect((await side()).message).toContain('that have failed: build');

    world.remote.push({ [CALENDAR]: freezeCalendar(['20270101', '20270102']) });
    await publish();
    expect(repository().pulls).toHaveLength(1);
    expect(drawn()).toBe('0 0 1 1 *');

    build('success');
    await publish();
    // One that merges in its own time is looked at again.
    await publish();
    const [merge] = world.remote.log();
    expect(repository().pulls).toMatchObject([{ state: 'merged' }]);
    expect(schedule(world.remote.show(FILE))).toBe('0 0 1 1 *');
    expect(
      await new DatabaseCommitLedger(world.knex).isKnown([merge.id]),
    ).toEqual(new Set([merge.id]));
    expect(repository().tip(BRANCH)).toBeUndefined();
    expect(world.audit).toEqual(
      expect.arrayContaining([
        'freezes-pull-request success',
        'freezes-publish success',
      ]),
    );
    expect(await side()).toMatchObject({
      commit: merge.id,
      publishedAt: expect.stringMatching(/^2026-11-26T12:/),
    });
    expect((await side()).state).not.toBe('failed');
    await publish();
    expect(repository().pulls).toHaveLength(1);
  });

  it('are not merged with what somebody else has pushed to the branch, and say so', async () => {
    await publish();
    const ours = repository().tip(BRANCH)!;
    const tree = repository().git('rev-parse', `${ours}^{tree}`);
    const theirs = repository().git('commit-tree', tree, '-p', ours, '-m', 'x');
    repository().git('update-ref', `refs/heads/${BRANCH}`, theirs);
    build('success');
    await publish();
    expect(repository().pulls).toMatchObject([{ state: 'open' }]);
    expect(repository().tip(BRANCH)).toBe(theirs);
    expect((await side()).message).toContain(
      `the branch ${BRANCH} holds what somebody else has pushed: delete it`,
    );
  });

  it('are closed when nothing is to be published any more', async () => {
    await publish();
    const text = repository().git('show', `${BRANCH}:${FILE}`);
    world.remote.push({ [FILE]: `${text}\n` });
    await publish();
    expect(repository().pulls).toMatchObject([{ state: 'closed' }]);
    expect(repository().tip(BRANCH)).toBeUndefined();
    expect((await side()).state).not.toBe('failed');
  });
});
