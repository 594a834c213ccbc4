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
  statuses: { 'a/production': 'critical' },
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

  it('tells the platform what its new render is the cause of', () => {
    const moved: OpenIncident = {
      id: 'golden-path.1.1',
      cause: { kind: 'golden-path', name: '1.1' },
      members: [member('a/qa', 'degraded')],
    };
    expect(decide([moved])).toMatchObject([
      { recipients: ['group:default/a-erp', ...platform] },
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

  it('tells an owner of the next environment for a cause that is told already', () => {
    const qa = member('a/qa', 'critical');
    const told = notice({
      environments: ['a/qa'],
      statuses: { 'a/qa': 'critical' },
    });
    expect(
      decide([cluster(qa, member('a/production', 'critical'))], [told]),
    ).toMatchObject([{ kind: 'tell', recipients: ['group:default/a-erp'] }]);
  });

  it('tells the owner of what becomes worse while another is as bad already', () => {
    const [other, worse] = [
      member('b/qa', 'critical'),
      member('a/production', 'critical'),
    ];
    const told = notice({
      recipients: ['group:default/a-erp', 'group:default/b-erp', ...platform],
      statuses: { 'b/qa': 'critical', 'a/production': 'degraded' },
    });
    expect(decide([cluster(other, worse)], [told])).toMatchObject([
      { kind: 'tell', recipients: ['group:default/a-erp'] },
    ]);
  });

  it('forgets what is well again, so that its next outage is told', () => {
    const stays = member('b/qa', 'critical');
    const recipients = [
      'group:default/a-erp',
      'group:default/b-erp',
      ...platform,
    ];
    const both = notice({
      recipients,
      statuses: { 'a/production': 'critical', 'b/qa': 'critical' },
    });
    expect(decide([cluster(stays)], [both])).toMatchObject([
      { kind: 'tell', recipients: [], statuses: { 'b/qa': 'critical' } },
    ]);
    const left = notice({ recipients, statuses: { 'b/qa': 'critical' } });
    expect(decide([cluster(stays)], [left])).toEqual([]);
    expect(
      decide([cluster(stays, member('a/production', 'critical'))], [left]),
    ).toMatchObject([{ kind: 'tell', recipients: ['group:default/a-erp'] }]);
  });

  it('is silent about what is muted, and ends what it told when nothing else is left', () => {
    const muted = cluster(member('a/production', 'critical', { muted: true }));
    expect(decide([muted])).toEqual([]);
    expect(decide([muted], [notice()])).toEqual([
      { kind: 'over', before: notice() },
    ]);
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
    // Nor is it told again when it comes back as it was, while another keeps the incident open.
    const stays = member('a/qa', 'critical');
    const told = notice({
      environments: ['a/production', 'a/qa'],
      statuses: { 'a/production': 'critical', 'a/qa': 'critical' },
    });
    expect(decide([cluster(stays), expired(1)], [told])).toEqual([]);
  });
});
