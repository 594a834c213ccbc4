import fc from 'fast-check';
import { MACHINE_GATES, machineGatesOf } from './gates';
import { ChangeKind, GateResult, OVERRIDABLE_GATES } from './change';
import { decide } from './decide';
import {
  ChangeAction,
  ChangeActor,
  ChangeLife,
  PORTAL_REQUESTER,
  ReconciliationReport,
  isRefusal,
} from './life';
import { PullRequest } from './pullRequest';
import { isFinal } from './states';

const PEOPLE = ['ann', 'bob', 'cleo', 'dai'].map(
  name => `user:default/${name}`,
);
const HASHES = ['sha256:a', 'sha256:b'];
const TWO_COMMITS: readonly ChangeKind[] = ['restore-test', 'decommission'];
const START = Date.parse('2026-11-23T08:00:00Z');
const DAY_MS = 24 * 60 * 60 * 1000;

const portal = fc.constant<ChangeActor>({ type: 'portal' });
const mostlyTrue = fc.constantFrom(true, true, true, true, false);
const person: fc.Arbitrary<ChangeActor> = fc.record({
  type: fc.constant('user' as const),
  ref: fc.constantFrom(...PEOPLE),
  may: fc.record({
    propose: mostlyTrue,
    approve: mostlyTrue,
    cancel: fc.boolean(),
    override: mostlyTrue,
  }),
});

const hash = fc.constantFrom(HASHES[0], HASHES[0], HASHES[0], HASHES[1]);
const needed = fc.integer({ min: 0, max: 3 });
/** Mostly all gates with a pass, so that changes get somewhere; sometimes one failed or left out. */
const gates = fc
  .tuple(
    ...MACHINE_GATES.map(id =>
      fc.oneof(
        {
          weight: 20,
          arbitrary: fc.constant<GateResult[]>([result(id, 'pass')]),
        },
        {
          weight: 1,
          arbitrary: fc.constantFrom<GateResult[]>(
            [result(id, 'fail')],
            [result(id, 'blocked')],
            [],
          ),
        },
      ),
    ),
  )
  .map(results => results.flat());
function result(id: string, verdict: GateResult['verdict']): GateResult {
  return { id, title: id, verdict, summary: '', evidence: [] };
}

const type = <T extends ChangeAction['type']>(name: T) => fc.constant(name);
const commit = fc.constantFrom('c1', 'c1', 'c2');
const content = { contentHash: hash, approvalsNeeded: needed };
const pullRequest: fc.Arbitrary<PullRequest> = fc.record({
  url: fc.constant('https://git.example/pull/1'),
  number: fc.constant(1),
  branch: fc.constant('b'),
  commit,
  parent: fc.constant('p'),
  // Seldom closed: that ends the change.
  state: fc.constantFrom(
    ...Array.from({ length: 12 }, () => 'open' as const),
    'closed',
  ),
  checks: fc
    .constantFrom('passed', 'passed', 'failed', 'pending')
    .map(outcome => [
      { name: 'build', outcome, required: true } as const,
      { name: 'hint', outcome: 'failed', required: false } as const,
    ]),
  approval: fc.constant('given' as const),
});
const kind = fc.constantFrom<ChangeKind>(
  'create',
  'update',
  'promote',
  'roll-back',
  'restore-test',
  'decommission',
);
const often = (arbitrary: fc.Arbitrary<ChangeAction>) => ({
  weight: 12,
  arbitrary,
});

const byPeople: fc.Arbitrary<ChangeAction> = fc.oneof(
  fc.record({ type: type('propose'), kind, ...content }),
  { weight: 2, arbitrary: fc.record({ type: type('update'), ...content }) },
  often(
    fc.record({
      type: type('approve'),
      contentHash: hash,
      comment: fc.constant('ok'),
    }),
  ),
  {
    weight: 12,
    arbitrary: fc.record({
      type: type('override'),
      gate: fc.constantFrom(...OVERRIDABLE_GATES),
      reason: fc.constant('urgent'),
      // From the moment on at which it is given: see `atThatTime`.
      until: fc.integer({ min: -1, max: 9 }).map(days => `P${days}D`),
      contentHash: hash,
    }),
  },
  fc.record({
    type: type('follow-up'),
    gate: fc.constantFrom(...OVERRIDABLE_GATES),
    comment: fc.constant('looked after'),
  }),
  fc.record({ type: type('reject'), comment: fc.constant('no') }),
  fc.record({ type: type('cancel') }),
);
const byPortal: fc.Arbitrary<ChangeAction> = fc.oneof(
  often(fc.record({ type: type('gate'), contentHash: hash, gates })),
  often(
    fc.record({
      type: type('commit'),
      contentHash: hash,
      gates,
      commit,
      parent: fc.constant('p'),
    }),
  ),
  often(
    fc.record(
      {
        type: type('apply'),
        commit,
        merged: fc.constantFrom(['m1', 'c1'], ['s1']),
      },
      { requiredKeys: ['type', 'commit'] },
    ),
  ),
  fc.record({ type: type('show-pull-request'), pullRequest }),
  fc.record({
    type: type('await-host'),
    awaiting: fc.constant({ what: 'a host that is down', stuck: false }),
  }),
  fc.record({ type: type('rebase'), ...content, note: fc.constant('moved') }),
  fc.record({ type: type('release'), note: fc.constant('lost') }),
  fc.record({ type: type('expire') }),
  fc.record({ type: type('fail'), note: fc.constant('gone') }),
  fc.record({
    type: type('verify'),
    report: fc.constantFrom<ReconciliationReport>(
      { done: true, note: 'ok' },
      { done: false, what: 'sync', stuck: true },
    ),
  }),
);

const byPortalOfTwo: fc.Arbitrary<ChangeAction> = fc.oneof(
  often(
    fc.record({
      type: type('conclude'),
      outcome: fc.constantFrom('passed' as const, 'failed' as const),
      note: fc.constant('restored'),
    }),
  ),
  often(
    fc.record({
      type: type('commit-clean-up'),
      commit: fc.constantFrom('d1', 'd2'),
      parent: fc.constant('c1'),
    }),
  ),
  fc.record({ type: type('release-clean-up') }),
  often(
    fc.record(
      { type: type('cleaned-up'), commit: fc.constantFrom('d1', 'd2') },
      { requiredKeys: ['type'] },
    ),
  ),
);

const by = (
  actor: fc.Arbitrary<ChangeActor>,
  action: fc.Arbitrary<ChangeAction>,
) =>
  fc.record({
    actor,
    action,
    afterMs: fc.integer({ min: 0, max: DAY_MS / 2 }),
    lost: fc.option(fc.constantFrom(...PEOPLE), { nil: undefined, freq: 8 }),
    /** The portal is started again: what it knows is what it stored. */
    restart: fc.constantFrom(false, false, false, true),
  });
/** @param ofTwo - how often the steps are tried that only changes of two commits have */
const stepsOf = (ofTwo: number) =>
  fc.oneof(
    { weight: 8, arbitrary: by(person, byPeople) },
    { weight: 8, arbitrary: by(portal, byPortal) },
    { weight: ofTwo, arbitrary: by(portal, byPortalOfTwo) },
    // Anybody tries anything.
    {
      weight: 1,
      arbitrary: by(
        fc.oneof(person, portal),
        fc.oneof(byPeople, byPortal, byPortalOfTwo),
      ),
    },
  );
type Step = ReturnType<typeof stepsOf> extends fc.Arbitrary<infer T>
  ? T
  : never;

/** A freeze of three days in every eight. */
const isFrozen = (now: number) =>
  [1, 2, 3].includes(Math.floor((now - START) / DAY_MS) % 8);

/** What a step says depends on when it is taken: whether there is a freeze, and when an override ends. */
function atThatTime(action: ChangeAction, now: number): ChangeAction {
  if (action.type === 'override') {
    const days = Number(action.until.slice(1, -1));
    return { ...action, until: new Date(now + days * DAY_MS).toISOString() };
  }
  if (action.type !== 'gate' && action.type !== 'commit') return action;
  return {
    ...action,
    gates: action.gates.map(gate =>
      gate.id === 'calendar' && gate.verdict === 'pass' && isFrozen(now)
        ? result('calendar', 'fail')
        : gate,
    ),
  };
}

/** Told apart from the rules under test: what the run itself saw, not what the change says of itself. */
interface Witness {
  authors: Set<string>;
  /** Approvers of the present revision who were allowed and had written nothing when they approved. */
  approvers: Set<string>;
  /** By gate: who let it be passed in the present revision, allowed and having written nothing, and until when. */
  overrides: { gate: string; by: string; until: number }[];
  hash: string;
  gatesPassed: boolean;
  needed: number;
  kind?: ChangeKind;
  /** Commits that were written down before they left. */
  recorded: Set<string>;
  /** As the host showed it last. */
  pullRequest?: PullRequest;
  /** How it ended: what is decided once stays. */
  ending?: string;
}

const withoutLost = (
  overrides: Witness['overrides'],
  lost: readonly string[],
) => overrides.filter(({ by: giver }) => !lost.includes(giver));

/** Gates that somebody who wrote nothing lets be passed at the moment. */
const openAmong = ({ overrides, authors }: Witness, now: number) =>
  overrides
    .filter(({ by: giver, until }) => until > now && !authors.has(giver))
    .map(({ gate }) => gate);

function isPassed(
  id: string,
  results: readonly GateResult[],
  open: readonly string[],
): boolean {
  const judged = results.find(gate => gate.id === id);
  return judged?.verdict === 'pass' || (judged && open.includes(id)) === true;
}

function follow(steps: readonly Step[]) {
  let life: ChangeLife | undefined;
  let now = START;
  const witness: Witness = {
    authors: new Set(),
    approvers: new Set(),
    overrides: [],
    hash: '',
    gatesPassed: false,
    needed: 0,
    recorded: new Set(),
  };
  let applied = 0;
  let cleaned = 0;
  let overridden = 0;

  for (const { actor: who, action, afterMs, lost, restart } of steps) {
    now += afterMs;
    const what = atThatTime(action, now);
    const lostApprovers = lost ? [lost] : [];
    if (restart && life) life = JSON.parse(JSON.stringify(life)) as ChangeLife;
    const before = life;
    const outcome = decide(life, what, who, {
      now: new Date(now),
      expireAfterMs: 7 * DAY_MS,
      lostApprovers,
      lostOverriders: lostApprovers,
    });
    if (isRefusal(outcome)) continue;
    if (before && isFinal(before.state)) {
      // A repeated approval is answered as before and changes nothing; a host may still tell of a pull request.
      const told = what.type === 'show-pull-request';
      if (what.type === 'follow-up') {
        const { state, commit: id, approvals } = outcome.next;
        expect({ state, id, approvals }).toEqual({
          state: before.state,
          id: before.commit,
          approvals: before.approvals,
        });
      } else {
        expect(outcome.next).toEqual(
          told ? { ...before, pullRequest: what.pullRequest } : before,
        );
      }
      if (told)
        expect(before.pullRequest?.commit).toBe(what.pullRequest.commit);
    }
    life = outcome.next;

    if (
      what.type === 'propose' ||
      what.type === 'update' ||
      what.type === 'rebase'
    ) {
      if (who.type === 'user') witness.authors.add(who.ref);
      if (what.type === 'update') {
        expect(['create', 'update']).toContain(life.kind);
      }
      // Nobody has decided yet what the portal asks for by itself.
      const confirmed =
        life.requester === PORTAL_REQUESTER && life.kind !== 'restore-test';
      Object.assign(witness, {
        hash: what.contentHash,
        gatesPassed: false,
        needed: confirmed
          ? Math.max(1, what.approvalsNeeded)
          : what.approvalsNeeded,
        approvers: new Set(),
        overrides: [],
      });
    }
    if (what.type === 'override' && who.type === 'user') {
      expect(witness.authors).not.toContain(who.ref);
      expect(what.contentHash).toBe(witness.hash);
      const until = Date.parse(what.until);
      if (outcome.next !== before) {
        expect(who.may.override).toBe(true);
        expect(until - now).toBeLessThanOrEqual(7 * DAY_MS);
        witness.overrides.push({ gate: what.gate, by: who.ref, until });
      }
    }
    if (what.type === 'approve' && who.type === 'user') {
      expect(witness.authors).not.toContain(who.ref);
      expect(what.contentHash).toBe(witness.hash);
      // Repeated ones were allowed when they were given.
      if (outcome.next !== before) expect(who.may.approve).toBe(true);
      witness.approvers.add(who.ref);
    }
    if (what.type === 'gate' || what.type === 'commit') {
      expect(who.type).toBe('portal');
      witness.overrides = withoutLost(witness.overrides, lostApprovers);
      const open = openAmong(witness, now);
      witness.gatesPassed =
        what.contentHash === witness.hash &&
        machineGatesOf(life.kind).every(id => isPassed(id, what.gates, open));
      const isClosed = what.gates.some(({ verdict }) => verdict !== 'pass');
      if (what.type === 'commit' && isClosed) overridden += 1;
      lostApprovers.forEach(ref => witness.approvers.delete(ref));
    }
    if (what.type === 'commit' || what.type === 'apply') {
      const counting = [...witness.approvers].filter(
        ref => !witness.authors.has(ref),
      );
      expect(witness.gatesPassed).toBe(true);
      expect(counting.length).toBeGreaterThanOrEqual(witness.needed);
      if (what.type === 'apply') applied += 1;
    }
    if (what.type === 'propose') {
      witness.kind = what.kind;
      if (who.type === 'portal') expect(TWO_COMMITS).toContain(what.kind);
    }
    if (what.type === 'commit' || what.type === 'commit-clean-up') {
      expect(outcome.effects).toContain('record-commit');
      witness.recorded.add(what.commit);
      if (witness.pullRequest?.state === 'open') {
        expect(witness.pullRequest.commit).toBe(what.commit);
        expect(witness.pullRequest.checks[0].outcome).toBe('passed');
      }
    }
    if (what.type === 'release' || what.type === 'release-clean-up') {
      expect(outcome.effects).toContain('forget-commit');
    }
    if (what.type === 'show-pull-request') {
      expect(who.type).toBe('portal');
      const drawn = witness.pullRequest?.commit === what.pullRequest.commit;
      // What nobody approved is never put up for merging.
      if (!drawn && before?.state !== 'reconciling') {
        expect(before?.state).toBe('approved');
      }
      if (what.pullRequest.state === 'closed' && before?.state === 'approved') {
        expect(['approved', 'rejected']).toContain(life.state);
        expect(life.state === 'approved').toBe(before.commit !== undefined);
      }
      witness.pullRequest = what.pullRequest;
    }
    if (what.type === 'apply' && what.merged) {
      expect(outcome.effects).toContain('record-commit');
      expect(life.commit).toBe(what.merged[0]);
      if (witness.pullRequest) {
        witness.pullRequest = { ...witness.pullRequest, state: 'merged' };
      }
    }
    if (what.type === 'conclude' || life.conclusion) {
      expect(TWO_COMMITS).toContain(witness.kind);
      expect(applied).toBe(1);
      witness.ending ??= life.conclusion?.outcome;
      expect(life.conclusion?.outcome).toBe(witness.ending);
    }
    if (what.type === 'cleaned-up') {
      expect(who.type).toBe('portal');
      expect(life.conclusion?.commit).toBe(what.commit);
      if (what.commit) expect(witness.recorded).toContain(what.commit);
      cleaned += 1;
    }
    const ofTwo = TWO_COMMITS.includes(life.kind);
    if (ofTwo && applied === 1 && isFinal(life.state)) {
      expect(cleaned).toBe(1);
      expect(life.state === 'done').toBe(witness.ending === 'passed');
    }
    if (life.state === 'expired' && before?.state !== 'expired') {
      expect(now).toBeGreaterThanOrEqual(Date.parse(before!.expiresAt));
    }
  }
  return { life, applied, cleaned, overridden };
}

/** Sequences for each kind of change: the long suite (`PLUMBLINE_LONG=1`) takes its time. */
const RUNS = process.env.PLUMBLINE_LONG === '1' ? 100_000 : 3000;

// A busy machine takes its time.
jest.setTimeout(RUNS * 20);

function proposalOf(what: ChangeKind, actor: ChangeActor): Step {
  return {
    actor,
    action: {
      type: 'propose',
      kind: what,
      contentHash: HASHES[0],
      approvalsNeeded: TWO_COMMITS.includes(what) ? 0 : 1,
    },
    afterMs: 0,
    lost: undefined,
    restart: false,
  };
}
const ann: ChangeActor = {
  type: 'user',
  ref: PEOPLE[0],
  may: { propose: true, approve: true, cancel: true, override: true },
};

const GATED_IN_FREEZE: Step = {
  actor: { type: 'portal' },
  action: {
    type: 'gate',
    contentHash: HASHES[0],
    gates: MACHINE_GATES.map(id => result(id, 'pass')),
  },
  afterMs: DAY_MS,
  lost: undefined,
  restart: true,
};

describe('decide, whatever is done in whatever order by whomever', () => {
  it.each([
    ['an update', stepsOf(0), [proposalOf('update', ann)], 'applied', 0.005],
    ['a promotion', stepsOf(0), [proposalOf('promote', ann)], 'applied', 0.005],
    [
      'an update in a freeze',
      stepsOf(0),
      [proposalOf('update', ann), GATED_IN_FREEZE],
      'overridden',
      0,
    ],
    [
      'a roll-back',
      stepsOf(0),
      [proposalOf('roll-back', ann)],
      'applied',
      0.01,
    ],
    [
      'a restore test',
      stepsOf(8),
      [proposalOf('restore-test', ann)],
      'cleaned',
      0.003,
    ],
    [
      'a restore test of the portal',
      stepsOf(8),
      [proposalOf('restore-test', { type: 'portal' })],
      'cleaned',
      0.003,
    ],
    [
      'a decommission of the portal',
      stepsOf(8),
      [proposalOf('decommission', { type: 'portal' })],
      'cleaned',
      0.0005,
    ],
  ] as const)(
    'keeps the rules of %s: gates, quorum, nobody of their own, commits written down, an end that stays',
    (_, steps, start, goal, share) => {
      let runs = 0;
      let reached = 0;
      fc.assert(
        fc.property(fc.array(steps, { maxLength: 60, size: 'max' }), taken => {
          const outcome = follow([...start, ...taken]);
          runs += 1;
          reached += outcome[goal];
          expect(outcome.applied).toBeLessThanOrEqual(1);
          expect(outcome.cleaned).toBeLessThanOrEqual(1);
        }),
        { numRuns: RUNS },
      );
      // The property would be empty if hardly any run got as far.
      expect(reached / runs).toBeGreaterThan(share);
    },
  );
});
