import { changeActions } from './actions';
import { GateResult } from './change';
import { decide } from './decide';
import { machineGatesOf } from './gates';
import {
  ChangeAction,
  ChangeActor,
  ChangeLife,
  ReconciliationReport,
  isRefusal,
} from './life';

const HASH = 'sha256:1';
const facts = {
  now: new Date('2026-11-23T08:00:00Z'),
  expireAfterMs: 7 * 24 * 60 * 60 * 1000,
};
const portal: ChangeActor = { type: 'portal' };
const person = (name: string): ChangeActor => ({
  type: 'user',
  ref: `user:default/${name}`,
  may: { propose: true, approve: true, cancel: true, override: true },
});
const gates = machineGatesOf('decommission').map(
  (id): GateResult => ({
    id,
    title: id,
    verdict: 'pass',
    summary: '',
    evidence: [],
  }),
);
const gate: ChangeAction = { type: 'gate', contentHash: HASH, gates };

function after(...steps: [ChangeAction, ChangeActor?][]): ChangeLife {
  return steps.reduce<ChangeLife | undefined>(
    (life, [action, actor = portal]) => {
      const outcome = decide(life, action, actor, facts);
      if (isRefusal(outcome)) throw new Error(outcome.message);
      return outcome.next;
    },
    undefined,
  )!;
}
const asked = (
  actor: ChangeActor,
  approvalsNeeded = 0,
): [ChangeAction, ChangeActor] => [
  { type: 'propose', kind: 'decommission', contentHash: HASH, approvalsNeeded },
  actor,
];
const applied = (): [ChangeAction, ChangeActor?][] => [
  asked(person('ann')),
  [gate],
  [{ type: 'commit', contentHash: HASH, gates, commit: 'one', parent: 'p' }],
  [{ type: 'apply', commit: 'one' }],
];

describe('a decommission', () => {
  it('needs its restore point, and neither quota nor tier', () => {
    expect(machineGatesOf('decommission')).toEqual([
      'schema',
      'policy',
      'restore-point',
    ]);
    const without = gates.filter(({ id }) => id !== 'restore-point');
    const life = after(asked(person('ann')), [{ ...gate, gates: without }]);
    expect(life.state).toBe('blocked');
  });

  it.each([
    ['of a person, where the tier needs nobody', person('ann'), 0, 0],
    ['of a person, by the quorum of the tier', person('ann'), 2, 2],
    ['of the portal, also where the tier needs nobody', portal, 0, 1],
    ['of the portal, by the quorum of the tier', portal, 2, 2],
  ])('is confirmed: %s', (_, actor, quorum, needed) => {
    const proposed = after(asked(actor, quorum));
    expect(proposed.approvalsNeeded).toBe(needed);
    // The quorum is looked up anew with every evaluation.
    const gated = after(asked(actor, quorum), [
      { ...gate, type: 'gate', approvalsNeeded: quorum },
    ]);
    expect(gated.approvalsNeeded).toBe(needed);
    expect(gated.state).toBe(needed > 0 ? 'awaiting-approval' : 'approved');
  });

  it('ends with the second commit, whatever the cluster shows', () => {
    const life = after(...applied());
    const verified = decide(
      life,
      { type: 'verify', report: { done: true, note: 'all gone' } },
      portal,
      facts,
    );
    expect(verified).toMatchObject({ refused: 'conflict' });
    const two: [ChangeAction, ChangeActor?][] = [
      [{ type: 'conclude', outcome: 'passed', note: 'stopped' }],
      [{ type: 'commit-clean-up', commit: 'two', parent: 'one' }],
    ];
    expect(after(...applied(), ...two).state).toBe('reconciling');
    const done = after(...applied(), ...two, [
      { type: 'cleaned-up', commit: 'two' },
    ]);
    expect(done.state).toBe('done');
    expect(done.conclusion).toMatchObject({ commit: 'two', parent: 'one' });
  });

  it('is never revised, and turned round as long as it has not come to its end', () => {
    const may = (life: ChangeLife) => {
      const { update, cancel } = changeActions(life, person('ann'), facts);
      return [update.allowed, cancel.allowed];
    };
    expect(may(after(asked(person('ann'), 1), [gate]))).toEqual([false, true]);
    expect(may(after(...applied()))).toEqual([false, true]);
    const ended: [ChangeAction, ChangeActor?] = [
      { type: 'conclude', outcome: 'passed', note: 'stopped' },
    ];
    expect(may(after(...applied(), ended))).toEqual([false, false]);
    const back = after(...applied(), [{ type: 'cancel' }, person('ann')]);
    expect(back).toMatchObject({
      state: 'reconciling',
      conclusion: { outcome: 'cancelled' },
      awaiting: { what: expect.stringContaining('brought back') },
    });
    const two: [ChangeAction, ChangeActor?][] = [
      [{ type: 'commit-clean-up', commit: 'two', parent: 'one' }],
      [{ type: 'cleaned-up', commit: 'two' }],
    ];
    const again = after(
      ...applied(),
      [{ type: 'cancel' }, person('ann')],
      ...two,
    );
    expect(again).toMatchObject({
      state: 'reconciling',
      conclusion: { commit: 'two', arrivedAt: expect.any(String) },
      awaiting: { what: expect.stringContaining('seen running again') },
    });
    const lost = decide(again, { type: 'release-clean-up' }, portal, facts);
    expect(lost).toMatchObject({ refused: 'conflict' });
    const verify = (report: ReconciliationReport) =>
      decide(again, { type: 'verify', report }, portal, facts);
    const what = 'web.ready: 0 of 2 available';
    expect(verify({ done: false, what, stuck: false })).toMatchObject({
      next: { state: 'reconciling', awaiting: { what } },
    });
    expect(verify({ done: true, note: 'all well' })).toMatchObject({
      next: { state: 'cancelled', awaiting: undefined },
    });
  });

  it('that brings nothing back is over at once', () => {
    const life = after(
      ...applied(),
      [{ type: 'cancel' }, person('ann')],
      [{ type: 'cleaned-up' }],
    );
    expect(life.state).toBe('cancelled');
  });
});
