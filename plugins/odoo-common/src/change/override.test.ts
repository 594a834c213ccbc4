import { changeActions } from './actions';
import { ChangeKind, GateResult } from './change';
import { decide } from './decide';
import { machineGatesOf } from './gates';
import { ChangeAction, ChangeActor, ChangeLife, isRefusal } from './life';
import { owedFollowUps } from './overrides';

const HASH = 'sha256:1';
const at = (time: string) => ({
  now: new Date(time),
  expireAfterMs: 7 * 24 * 60 * 60 * 1000,
});
const NOW = at('2026-11-23T08:00:00Z');
const portal: ChangeActor = { type: 'portal' };
const person = (name: string, override = true): ChangeActor => ({
  type: 'user',
  ref: `user:default/${name}`,
  may: { propose: true, approve: true, cancel: false, override },
});

const gated = (
  failing: readonly string[] = ['calendar'],
  kind: ChangeKind = 'update',
): ChangeAction & { type: 'gate' } => ({
  type: 'gate',
  contentHash: HASH,
  gates: machineGatesOf(kind).map(id => ({
    id,
    title: id,
    verdict: failing.includes(id) ? 'fail' : 'pass',
    summary: failing.includes(id) ? `${id} is closed` : 'fine',
    evidence: [{ title: 'Payroll', verdict: 'fail' as const }],
  })),
});
const proposal: ChangeAction = {
  type: 'propose',
  kind: 'update',
  contentHash: HASH,
  approvalsNeeded: 1,
};
const override = (
  change: Partial<ChangeAction & { type: 'override' }> = {},
): ChangeAction => ({
  type: 'override',
  gate: 'calendar',
  reason: 'The supplier portal is down',
  until: '2026-11-23T18:00:00.000Z',
  contentHash: HASH,
  ...change,
});
const approval: ChangeAction = {
  type: 'approve',
  contentHash: HASH,
  comment: 'fine',
};
const commit = (
  gates: readonly GateResult[] = gated().gates,
): ChangeAction => ({
  type: 'commit',
  contentHash: HASH,
  gates,
  commit: 'c1',
  parent: 'p',
});

function after(...steps: [ChangeAction, ChangeActor][]): ChangeLife {
  return steps.reduce<ChangeLife | undefined>((life, [action, actor]) => {
    const outcome = decide(life, action, actor, NOW);
    if (isRefusal(outcome)) throw new Error(outcome.message);
    return outcome.next;
  }, undefined)!;
}
const blocked = () => after([proposal, person('ann')], [gated(), portal]);
const calendarOf = ({ gates }: ChangeLife) =>
  gates.find(({ id }) => id === 'calendar');
const next = (
  life: ChangeLife,
  action: ChangeAction,
  actor: ChangeActor,
  facts: Parameters<typeof decide>[3] = NOW,
) => {
  const outcome = decide(life, action, actor, facts);
  if (isRefusal(outcome)) throw new Error(outcome.message);
  return outcome.next;
};

describe('an override', () => {
  it('lets a gate be passed, says by whom, why and until when, and keeps what the machine said', () => {
    const life = next(blocked(), override(), person('mia'));
    expect(life.state).toBe('awaiting-approval');
    expect(calendarOf(life)).toMatchObject({
      verdict: 'overridden',
      summary:
        'Overridden by user:default/mia until 18:00 UTC on 23 November 2026: The supplier portal is down',
      judged: { verdict: 'fail', summary: 'calendar is closed' },
      evidence: [{ title: 'Payroll', verdict: 'fail' }],
    });
    expect(life.timeline.at(-1)).toMatchObject({
      actor: 'user:default/mia',
      note: expect.stringMatching(/^Calendar: Overridden by/),
    });
    const applied = next(next(life, approval, person('max')), commit(), portal);
    expect(applied.commit).toBe('c1');
    expect(owedFollowUps(applied)).toHaveLength(1);
  });

  it('is over at its end: the gate counts again, also at apply', () => {
    const life = after(
      [proposal, person('ann')],
      [gated(), portal],
      [override(), person('mia')],
      [approval, person('max')],
    );
    expect(life.state).toBe('approved');
    const late = at('2026-11-23T18:00:00Z');
    expect(decide(life, commit(), portal, late)).toMatchObject({
      refused: 'conflict',
      message: 'The change is blocked',
    });
    const looked = next(life, gated(), portal, late);
    expect(looked.state).toBe('blocked');
    expect(calendarOf(looked)).toMatchObject({
      verdict: 'fail',
      summary: 'calendar is closed',
    });
    expect(calendarOf(looked)).not.toHaveProperty('judged');
    // By then another one may be given.
    const again = override({ until: '2026-11-24T08:00:00.000Z' });
    expect(next(looked, again, person('mia'), late).state).toBe('approved');
  });

  it('covers what its giver saw, never what the gate finds later', () => {
    const found = (...titles: string[]) => {
      const action = gated();
      return {
        ...action,
        gates: action.gates.map(gate =>
          gate.id === 'calendar'
            ? {
                ...gate,
                evidence: titles.map(title => ({
                  title,
                  verdict: 'fail' as const,
                })),
              }
            : gate,
        ),
      };
    };
    const given = after(
      [proposal, person('ann')],
      [found('Stock count', 'Audit'), portal],
      [override(), person('mia')],
    );
    const less = next(given, found('Audit'), portal);
    expect(less.state).toBe('awaiting-approval');
    const more = next(less, found('Audit', 'Payroll'), portal);
    expect(more.state).toBe('blocked');
    expect(calendarOf(more)).toMatchObject({
      verdict: 'fail',
      evidence: [
        { title: 'Audit' },
        { title: 'Payroll' },
        { detail: 'user:default/mia did not see: Payroll' },
      ],
    });
    const later = override({ until: '2026-11-23T12:00:00.000Z' });
    const again = next(more, later, person('mia'));
    expect(calendarOf(again)?.evidence).toHaveLength(2);
    expect(again.state).toBe('awaiting-approval');
    // One of a former release of the portal, which did not write down what was seen.
    const overrides = given.overrides.map(({ saw, ...kept }) => kept);
    expect(next({ ...given, overrides }, found('Audit'), portal).state).toBe(
      'blocked',
    );
  });

  it('is void with a new revision and when whoever gave it lost the permission', () => {
    const life = next(blocked(), override(), person('mia'));
    const lost = { ...NOW, lostOverriders: ['user:default/mia'] };
    const without = next(life, gated(), portal, lost);
    expect(without).toMatchObject({
      state: 'blocked',
      overrides: [{ valid: false }],
    });
    const other = 'sha256:2';
    const update = { contentHash: other, approvalsNeeded: 1 };
    const revised = next(life, { type: 'update', ...update }, person('ann'));
    const regated = next(revised, { ...gated(), contentHash: other }, portal);
    expect(regated).toMatchObject({
      state: 'blocked',
      overrides: [{ valid: false }],
    });
  });

  it.each<[string, ChangeAction, ChangeActor, string, RegExp]>([
    ['its author', override(), person('ann'), 'forbidden', /somebody else/],
    [
      'somebody without the permission',
      override(),
      person('mia', false),
      'forbidden',
      /may not override/,
    ],
    ['the portal', override(), portal, 'forbidden', /Only people/],
    [
      'somebody who saw other content',
      override({ contentHash: 'sha256:0' }),
      person('mia'),
      'conflict',
      /not what you saw/,
    ],
    [
      'somebody for longer than a week',
      override({ until: '2026-11-30T08:00:01.000Z' }),
      person('mia'),
      'conflict',
      /within 7 days/,
    ],
    [
      'somebody for a time that is over',
      override({ until: '2026-11-23T08:00:00.000Z' }),
      person('mia'),
      'conflict',
      /in the future/,
    ],
    [
      'somebody where the kind has no such gate',
      override({ gate: 'ring' }),
      person('mia'),
      'conflict',
      /not in the way/,
    ],
  ])('is refused to %s', (_, action, actor, refused, message) => {
    expect(decide(blocked(), action, actor, NOW)).toEqual({
      refused,
      message: expect.stringMatching(message),
    });
  });

  it('opens no other gate, and none that says it is overridden by itself', () => {
    const two = after(
      [proposal, person('ann')],
      [gated(['calendar', 'policy']), portal],
      [override(), person('mia')],
    );
    expect(two.state).toBe('blocked');
    const gates = gated([]).gates.map(gate =>
      gate.id === 'policy' ? { ...gate, verdict: 'overridden' as const } : gate,
    );
    const claimed = { type: 'gate' as const, contentHash: HASH, gates };
    expect(after([proposal, person('ann')], [claimed, portal])).toMatchObject({
      state: 'blocked',
    });
  });

  it('is shown with the gates that it could open, to everybody with the reason', () => {
    expect(changeActions(blocked(), person('ann'), NOW).override).toEqual({
      allowed: false,
      gates: ['calendar'],
      reason: expect.stringContaining('somebody else'),
    });
    expect(changeActions(blocked(), person('mia'), NOW).override).toEqual({
      allowed: true,
      gates: ['calendar'],
    });
    const open = after([proposal, person('ann')], [gated([]), portal]);
    expect(changeActions(open, person('mia'), NOW).override).toBeUndefined();
  });

  it('is followed up once, also after the change has ended', () => {
    const ended = next(
      next(blocked(), override(), person('mia')),
      { type: 'reject', comment: 'no' },
      person('max'),
    );
    const given: ChangeAction = {
      type: 'follow-up',
      gate: 'calendar',
      comment: 'Payroll ran on time',
    };
    const reader: ChangeActor = {
      type: 'user',
      ref: 'user:default/eve',
      may: { propose: false, approve: false, cancel: false, override: false },
    };
    expect(changeActions(ended, reader, NOW).followUp).toEqual({
      allowed: false,
      reason: expect.stringContaining('Only people who may propose'),
    });
    expect(changeActions(ended, person('ann', false), NOW).followUp).toEqual({
      allowed: true,
    });
    const followed = next(ended, given, person('ann', false));
    expect(changeActions(followed, reader, NOW).followUp).toBeUndefined();
    expect(owedFollowUps(followed)).toEqual([]);
    expect(followed).toMatchObject({
      state: 'rejected',
      overrides: [
        {
          followUp: { by: 'user:default/ann', comment: 'Payroll ran on time' },
        },
      ],
    });
    expect(decide(followed, given, person('mia'), NOW)).toMatchObject({
      refused: 'conflict',
    });
  });
});
