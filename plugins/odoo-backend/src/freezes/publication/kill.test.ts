import { FreezesList } from '@plumbline/plugin-odoo-common';
import { GitRemote } from '../../__testUtils__/GitRemote';
import { PortalProcess } from '../../__testUtils__/PortalProcess';
import { environmentFiles, releaseFiles } from '../../__testUtils__/documents';
import { killOnce } from '../../__testUtils__/killOnce';
import { platformInput } from '../../__testUtils__/platform';
import { policyFiles } from '../../__testUtils__/policies';

const FILE = 'clusters/aks-north-1/sync-windows.yaml';
const CALENDAR = 'calendars/harbour-civil.ics';
const DAY_MS = 24 * 3600 * 1000;

jest.setTimeout(400_000);

const basic = (at: number) =>
  `${new Date(at).toISOString().slice(0, 10).replaceAll('-', '')}T000000Z`;
/** One day, so many days from today: the portal goes by the real clock. */
const freezeIn = (days: number) => ({
  [CALENDAR]: [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    'UID:freeze',
    'SUMMARY:Year end',
    'CATEGORIES:FREEZE',
    `DTSTART:${basic(Date.now() + days * DAY_MS)}`,
    `DTEND:${basic(Date.now() + (days + 1) * DAY_MS)}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n'),
});

describe('a portal that is killed while it publishes freezes', () => {
  let remote: GitRemote;
  let portal: PortalProcess;
  beforeEach(async () => {
    remote = new GitRemote();
    remote.push({
      ...releaseFiles,
      ...policyFiles,
      ...environmentFiles('harbour-civil/qa', {
        tier: 2,
        residency: ['northeurope', 'westeurope'],
      }),
      ...freezeIn(10),
    });
    const platform = {
      ...platformInput,
      gitops: { ...platformInput.gitops, syncWindows: true },
    };
    portal = new PortalProcess(remote.url, { platform });
    await portal.start();
  });
  afterEach(async () => {
    await portal.stop();
    remote.remove();
  });

  async function eventually<T>(
    read: () => T | Promise<T>,
    holds: (value: T) => boolean,
  ): Promise<T> {
    for (let round = 0; round < 900; round++) {
      const value = await read();
      if (holds(value)) return value;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    throw new Error('It did not come to pass');
  }
  const published = () =>
    remote.log().filter(({ body }) => body.startsWith('Freezes of '));
  const side = async (): Promise<FreezesList['items'][number] | undefined> => {
    const { body } = await portal.request('mia', 'GET', '/calendar/freezes');
    return body.items?.[0];
  };

  it.each([
    ['between commit and push', 'pre-receive', 1],
    ['after the push', 'post-receive', 2],
  ])('has them in Git, once: %s', async (_, hook, afterKill) => {
    await eventually(published, ({ length }) => length === 1);
    const before = remote.show(FILE);
    const started = Date.now();

    const wasKilled = killOnce(remote, portal, hook);
    remote.push(freezeIn(40));
    expect(await portal.ended()).toBe('SIGKILL');
    expect(wasKilled()).toBe(true);
    expect(published()).toHaveLength(afterKill);

    await portal.outwaitLeases();
    await portal.start();
    await eventually(published, ({ length }) => length === 2);
    expect(remote.show(FILE)).not.toBe(before);
    const [newest] = published();
    // What Git's side knows, and since when, is told of the commit that is there.
    const told = await eventually(side, found => found?.commit === newest.id);
    expect(told?.message).not.toContain('Not published');
    expect(Date.parse(told?.publishedAt ?? '')).toBeGreaterThan(started);
    // A commit that the ledger lacks would be told as somebody's, made past change control.
    const known = await portal.database
      .knex('commit_ledger')
      .where({ commit: newest.id })
      .pluck('commit');
    expect(known).toEqual([newest.id]);
    expect(published()).toHaveLength(2);
  });
});
