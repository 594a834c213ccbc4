import { VerdictStatus } from '@plumbline/plugin-odoo-common';
import { decideNotices } from './decideNotices';
import { Member, Notice, OpenIncident } from './OpenIncident';

const now = new Date('2026-11-23T10:00:00.000Z');
const ago = (minutes: number) =>
  new Date(now.getTime() - minutes * 60_000).toISOString();
const platform = ['group:default/platform-engineers'];

const member = (
  ref: string,
  status: VerdictStatus,
  change: Partial<Member> = {},
): Member => ({
  ref,
  owner: `group:default/${ref.split('/')[0]}-erp`,
  status,
  since: ago(5),
  muted: false,
  ...change,
});
const cluster = (...members: Member[]): OpenIncident => ({
  id: 'cluster.aks-1',
  cause: { kind: 'cluster', name: 'aks-1' },
  members,
});
const alone = (one: Member): OpenIncident => ({
  id: `environment.${one.ref.replace('/', '~')}`,
  cause: { kind: 'environment', name: one.ref },
  members: [one],
});
const notice = (change: Partial<Notice> = {}): Notice => ({
  incident: 'cluster.aks-1',
  status: 'critical',
  recipients: ['group:default/a-erp', ...platform],
  environments: ['a/production'],
  ...change,
});
const decide = (open: OpenIncident[], notices: Notice[] = []) =>
  decideNotices(open, notices, { platform, now });

describe('decideNotices', () => {
  it('tells every owner and the platform once for one cause', () => {
    expect(
      decide([
        cluster(member('a/production', 'critical'), member('b/qa', 'unknown')),
      ]),
    ).toMatchObject([
      {
        kind: 'tell',
        status: 'critical',
        recipients: ['group:default/a-erp', 'group:default/b-erp', ...platform],
      },
    ]);
  });

  it('leaves the platform alone with what only its owner can mend', () => {
    expect(decide([alone(member('a/qa', 'degraded'))])).toMatchObject([
      { recipients: ['group:default/a-erp'], status: 'degraded' },
    ]);
  });

  it('says nothing twice, and tells those who join only', () => {
    const one = cluster(member('a/production', 'critical'));
    expect(decide([one], [notice()])).toEqual([]);
    const two = cluster(...one.members, member('b/qa', 'critical'));
    expect(decide([two], [notice()])).toMatchObject([
      { kind: 'tell', recipients: ['group:default/b-erp'] },
    ]);
  });

  it('tells everybody when it becomes worse or better', () => {
    expect(
      decide([cluster(member('a/production', 'degraded'))], [notice()]),
    ).toMatchObject([
      { status: 'degraded', recipients: ['group:default/a-erp', ...platform] },
    ]);
  });

  it('is silent about what is muted, and does not call it over', () => {
    const muted = cluster(member('a/production', 'critical', { muted: true }));
    expect(decide([muted])).toEqual([]);
    expect(decide([muted], [notice()])).toEqual([]);
  });

  it('says that it is over', () => {
    expect(decide([], [notice()])).toEqual([
      { kind: 'over', before: notice() },
    ]);
  });

  it('gives evidence that has just expired the time to come back', () => {
    const expired = (minutes: number): OpenIncident => ({
      id: 'source.kubernetes~aks-1',
      cause: { kind: 'source', name: 'kubernetes/aks-1' },
      members: [member('a/production', 'unknown', { since: ago(minutes) })],
    });
    expect(decide([expired(1)])).toEqual([]);
    // What was wrong before may still be: nobody knows yet.
    expect(decide([expired(1)], [notice()])).toEqual([]);
    expect(decide([expired(2)], [notice()])).toMatchObject([
      { kind: 'tell', status: 'unknown' },
      { kind: 'over' },
    ]);
  });
});
