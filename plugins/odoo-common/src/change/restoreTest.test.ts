import { changeActions } from './actions';
import { GateResult } from './change';
import { decide } from './decide';
import { machineGatesOf } from './gates';
import { ChangeAction, ChangeActor, ChangeLife, isRefusal } from './life';

const HASH = 'sha256:1';
const facts = {
  now: new Date('2026-11-23T08:00:00Z'),
  expireAfterMs: 7 * 24 * 60 * 60 * 1000,
};
const portal: ChangeActor = { type: 'portal' };
const ann: ChangeActor = {
  type: 'user',
  ref: 'user:default/ann',
  may: { propose: true, approve: false, cancel: false, override: false },
};
const gates = machineGatesOf('restore-test').map(
  (id): GateResult => ({
    id,
    title: id,
    verdict: 'pass',
    summary: '',
    evidence: [],
  }),
);

/** One action after the other, all allowed. */
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

const asked = (actor: ChangeActor): [ChangeAction, ChangeActor] => [
  {
    type: 'propose',
    kind: 'restore-test',
    contentHash: HASH,
    approvalsNeeded: 0,
  },
  actor,
];
const running = (actor = ann): [ChangeAction, ChangeActor?][] => [
  asked(actor),
  [{ type: 'gate', contentHash: HASH, gates }],
  [
    {
      type: 'commit',
      contentHash: HASH,
      gates,
      commit: 'c0ffee1',
      parent: 'p',
    },
  ],
  [{ type: 'apply', commit: 'c0ffee1' }],
];
const ended = (outcome: 'passed' | 'failed'): [ChangeAction] => [
  { type: 'conclude', outcome, note: `it ${outcome}` },
];
const cleaned: [ChangeAction][] = [
  [{ type: 'commit-clean-up', commit: 'd00d1', parent: 'c0ffee1' }],
  [{ type: 'cleaned-up', commit: 'd00d1' }],
];

describe('a restore test', () => {
  it('needs its machine gates and nobody, and is not judged by the tier', () => {
    const life = after(asked(ann), [
      { type: 'gate', contentHash: HASH, gates },
    ]);
    expect(life.state).toBe('approved');
    expect(life.gates.map(({ id }) => id)).toEqual([
      'schema',
      'policy',
      'quota',
    ]);
  });

  it.each([
    ['passed', 'done'],
    ['failed', 'failed'],
  ] as const)('that %s is %s once what it made is gone', (outcome, state) => {
    const concluded = after(...running(), ended(outcome));
    expect(concluded.state).toBe('reconciling');
    expect(concluded.awaiting?.what).toContain('taken away');
    const life = after(...running(), ended(outcome), ...cleaned);
    expect(life.state).toBe(state);
    expect(life.awaiting).toBeUndefined();
    expect(life.timeline.at(-1)?.note).toBe(`it ${outcome}`);
  });

  it('is cancelled while it runs by whoever asked for it, and cleaned up then', () => {
    const stopped = after(...running(), [{ type: 'cancel' }, ann]);
    expect(stopped.state).toBe('reconciling');
    expect(stopped.conclusion).toMatchObject({
      outcome: 'cancelled',
      actor: 'user:default/ann',
    });
    const life = after(...running(), [{ type: 'cancel' }, ann], ...cleaned);
    expect(life.state).toBe('cancelled');
    expect(life.timeline.at(-1)?.actor).toBe('user:default/ann');
  });

  it('is done by its result alone, and what was concluded once stays', () => {
    const verified = decide(
      after(...running()),
      { type: 'verify', report: { done: true, note: 'synced' } },
      portal,
      facts,
    );
    expect(verified).toMatchObject({ refused: 'conflict' });
    const again = decide(
      after(...running(), ended('failed')),
      { type: 'conclude', outcome: 'passed', note: 'now it did' },
      portal,
      facts,
    );
    expect(again).toMatchObject({ refused: 'conflict' });
  });

  it('is asked for by the portal too, which asks for nothing else', () => {
    expect(after(asked(portal))).toMatchObject({
      requester: 'portal',
      authors: ['portal'],
    });
    const [action] = asked(portal);
    const update = { ...action, kind: 'update' } as ChangeAction;
    expect(decide(undefined, update, portal, facts)).toMatchObject({
      refused: 'forbidden',
    });
  });

  it('is not revised', () => {
    const { update } = changeActions(after(asked(ann)), ann, facts);
    expect(update).toMatchObject({ allowed: false });
  });
});
