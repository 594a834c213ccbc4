import { changeActions } from './actions';
import { GateResult } from './change';
import { decide } from './decide';
import { MACHINE_GATES } from './gates';
import { ChangeAction, ChangeActor, ChangeLife, isRefusal } from './life';

const HASH = 'sha256:1';
const facts = {
  now: new Date('2026-11-23T08:00:00Z'),
  expireAfterMs: 7 * 24 * 60 * 60 * 1000,
};
const portal: ChangeActor = { type: 'portal' };
const person = (
  name: string,
  may: Partial<(ChangeActor & { type: 'user' })['may']> = {},
): ChangeActor => ({
  type: 'user',
  ref: `user:default/${name}`,
  may: { propose: true, approve: true, cancel: false, override: false, ...may },
});
const gates = (verdict: GateResult['verdict'] = 'pass'): GateResult[] =>
  MACHINE_GATES.map(id => ({
    id,
    title: id,
    verdict,
    summary: `${id} ${verdict}`,
    evidence: [],
  }));

function after(...steps: [ChangeAction, ChangeActor][]): ChangeLife {
  return steps.reduce<ChangeLife | undefined>((life, [action, actor]) => {
    const outcome = decide(life, action, actor, facts);
    if (isRefusal(outcome)) throw new Error(outcome.message);
    return outcome.next;
  }, undefined)!;
}
const refusal = (life: ChangeLife, action: ChangeAction, actor: ChangeActor) =>
  decide(life, action, actor, facts);

const proposed = (needed = 1): [ChangeAction, ChangeActor] => [
  {
    type: 'propose',
    kind: 'update',
    contentHash: HASH,
    approvalsNeeded: needed,
  },
  person('ann'),
];
const gated = (
  verdict?: GateResult['verdict'],
): [ChangeAction, ChangeActor] => [
  { type: 'gate', contentHash: HASH, gates: gates(verdict) },
  portal,
];
const approval = (contentHash = HASH): ChangeAction => ({
  type: 'approve',
  contentHash,
  comment: 'fine',
});
const committed: [ChangeAction, ChangeActor] = [
  {
    type: 'commit',
    contentHash: HASH,
    gates: gates(),
    commit: 'c0ffee1',
    parent: 'p',
  },
  portal,
];

describe('decide', () => {
  it('takes a change from proposal to done and writes every state down', () => {
    const life = after(
      proposed(2),
      gated(),
      [approval(), person('bob')],
      [approval(), person('cleo')],
      committed,
      [{ type: 'apply', commit: 'c0ffee1' }, portal],
      [
        {
          type: 'verify',
          report: { done: false, what: 'sync', stuck: true },
        },
        portal,
      ],
      [{ type: 'verify', report: { done: true, note: 'ok' } }, portal],
    );
    expect(life.timeline.map(({ state, actor }) => [state, actor])).toEqual([
      ['proposed', 'user:default/ann'],
      ['gated', undefined],
      ['awaiting-approval', undefined],
      ['awaiting-approval', 'user:default/bob'],
      ['approved', 'user:default/cleo'],
      ['applied', undefined],
      ['reconciling', undefined],
      ['reconciling', undefined],
      ['done', undefined],
    ]);
    expect(life.awaiting).toBeUndefined();
  });

  it('needs nobody where the tier needs nobody', () => {
    expect(after(proposed(0), gated()).state).toBe('approved');
  });

  it('blocks on a gate that fails, could not be evaluated, or was not evaluated', () => {
    expect(after(proposed(0), gated('fail')).state).toBe('blocked');
    expect(after(proposed(0), gated('blocked')).state).toBe('blocked');
    const partly = { ...gated()[0], gates: gates().slice(1) } as ChangeAction;
    const life = after(proposed(0), [partly, portal]);
    expect(life.state).toBe('blocked');
    expect(life.timeline.at(-1)?.note).toBe('Schema: Not evaluated');
    // Looked at again, it goes on by itself, and standing still is no news.
    const again = decide(life, partly, portal, facts);
    expect(again).toMatchObject({ next: { timeline: life.timeline } });
    expect(decide(life, gated()[0], portal, facts)).toMatchObject({
      next: { state: 'approved' },
      effects: ['apply'],
    });
  });

  it('lets no author approve, whoever they are, and nobody without permission', () => {
    const life = after(proposed(), gated());
    expect(refusal(life, approval(), person('ann'))).toMatchObject({
      refused: 'forbidden',
    });
    expect(
      refusal(life, approval(), person('bob', { approve: false })),
    ).toMatchObject({ refused: 'forbidden' });
    expect(refusal(life, approval(), portal)).toMatchObject({
      refused: 'forbidden',
    });
    const revised = after(
      proposed(),
      gated(),
      [
        { type: 'update', contentHash: HASH, approvalsNeeded: 1 },
        person('bob'),
      ],
      gated(),
    );
    expect(refusal(revised, approval(), person('bob'))).toMatchObject({
      refused: 'forbidden',
    });
  });

  it('takes an approval for what was seen only, once a person, and keeps void ones', () => {
    const life = after(proposed(2), gated(), [approval(), person('bob')]);
    expect(refusal(life, approval('sha256:old'), person('cleo'))).toMatchObject(
      { refused: 'conflict' },
    );
    expect(decide(life, approval(), person('bob'), facts)).toEqual({
      next: life,
      effects: [],
    });
    const revised = after(
      proposed(2),
      gated(),
      [approval(), person('bob')],
      [
        { type: 'update', contentHash: 'sha256:2', approvalsNeeded: 2 },
        person('ann'),
      ],
    );
    expect(revised.revision).toBe(2);
    expect(revised.approvals).toEqual([
      expect.objectContaining({ approver: 'user:default/bob', valid: false }),
    ]);
  });

  it('does not count approvals of people who lost the permission', () => {
    const life = after(proposed(), gated(), [approval(), person('bob')]);
    const outcome = decide(life, gated()[0], portal, {
      ...facts,
      lostApprovers: ['user:default/bob'],
    });
    expect(outcome).toMatchObject({ next: { state: 'awaiting-approval' } });
  });

  it('asks for the approvals that the platform wants now, not when it was proposed', () => {
    const approved = after(proposed(), gated(), [approval(), person('mia')]);
    expect(approved.state).toBe('approved');
    const [gate] = gated();
    const stricter = after(
      proposed(),
      gated(),
      [approval(), person('mia')],
      [{ ...gate, approvalsNeeded: 2 } as ChangeAction, portal],
    );
    expect(stricter).toMatchObject({
      state: 'awaiting-approval',
      approvalsNeeded: 2,
      approvals: [{ valid: true }],
    });
  });

  it('lets the requester or a change manager cancel, until a commit is on its way', () => {
    const life = after(proposed(0), gated());
    const cancel: ChangeAction = { type: 'cancel' };
    expect(refusal(life, cancel, person('bob'))).toMatchObject({
      refused: 'forbidden',
    });
    expect(
      refusal(life, cancel, person('bob', { cancel: true })),
    ).toMatchObject({ next: { state: 'cancelled' } });
    const onItsWay = after(proposed(0), gated(), committed);
    for (const action of [
      cancel,
      { type: 'reject', comment: 'no' } as const,
      { type: 'update', contentHash: HASH, approvalsNeeded: 0 } as const,
    ]) {
      expect(refusal(onItsWay, action, person('ann'))).toMatchObject({
        refused: 'conflict',
      });
    }
    const released = after(proposed(0), gated(), committed, [
      { type: 'release', note: 'lost the race' },
      portal,
    ]);
    expect(released.commit).toBeUndefined();
    expect(refusal(released, cancel, person('ann'))).toMatchObject({
      next: { state: 'cancelled' },
    });
  });

  it('expires what nobody decided, and nothing else', () => {
    const late = { ...facts, now: new Date('2026-11-30T08:00:00Z') };
    const waiting = after(proposed(), gated());
    expect(decide(waiting, { type: 'expire' }, portal, facts)).toMatchObject({
      refused: 'conflict',
    });
    expect(decide(waiting, { type: 'expire' }, portal, late)).toMatchObject({
      next: { state: 'expired' },
    });
    const decided = after(proposed(0), gated());
    expect(decide(decided, { type: 'expire' }, portal, late)).toMatchObject({
      refused: 'conflict',
    });
  });

  it('keeps what only the portal does from people', () => {
    const life = after(proposed(0), gated());
    expect(refusal(life, committed[0], person('bob'))).toMatchObject({
      refused: 'forbidden',
    });
  });

  it('tells a person what they may do now, with the reason when not', () => {
    const life = after(proposed(), gated());
    expect(changeActions(life, person('ann'), facts)).toEqual({
      approve: { allowed: false, reason: expect.stringContaining('somebody') },
      reject: { allowed: true },
      cancel: { allowed: true },
      update: { allowed: true },
    });
    const half = after(proposed(2), gated(), [approval(), person('bob')]);
    expect(changeActions(half, person('bob'), facts).approve).toEqual({
      allowed: false,
      reason: 'You have approved this revision',
    });
    expect(changeActions(half, person('cleo'), facts).approve).toEqual({
      allowed: true,
    });
  });
});
