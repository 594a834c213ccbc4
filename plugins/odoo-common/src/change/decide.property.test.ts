import fc from 'fast-check';
import { MACHINE_GATES } from './gates';
import { GateResult } from './change';
import { decide } from './decide';
import {
  ChangeAction,
  ChangeActor,
  ChangeLife,
  ReconciliationReport,
  isRefusal,
} from './life';
import { isFinal } from './states';

const PEOPLE = ['ann', 'bob', 'cleo', 'dai'].map(
  name => `user:default/${name}`,
);
const HASHES = ['sha256:a', 'sha256:b'];
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
const often = (arbitrary: fc.Arbitrary<ChangeAction>) => ({
  weight: 12,
  arbitrary,
});

const byPeople: fc.Arbitrary<ChangeAction> = fc.oneof(
  fc.record({ type: type('propose'), ...content }),
  { weight: 2, arbitrary: fc.record({ type: type('update'), ...content }) },
  often(
    fc.record({
      type: type('approve'),
      contentHash: hash,
      comment: fc.constant('ok'),
    }),
  ),
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
  often(fc.record({ type: type('apply'), commit })),
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

const by = (
  actor: fc.Arbitrary<ChangeActor>,
  action: fc.Arbitrary<ChangeAction>,
) =>
  fc.record({
    actor,
    action,
    afterMs: fc.integer({ min: 0, max: DAY_MS }),
    lost: fc.option(fc.constantFrom(...PEOPLE), { nil: undefined, freq: 8 }),
  });
const step = fc.oneof(
  { weight: 8, arbitrary: by(person, byPeople) },
  { weight: 8, arbitrary: by(portal, byPortal) },
  // Anybody tries anything.
  {
    weight: 1,
    arbitrary: by(fc.oneof(person, portal), fc.oneof(byPeople, byPortal)),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Told apart from the rules under test: what the run itself saw, not what the change says of itself. */
interface Witness {
  authors: Set<string>;
  /** Approvers of the present revision who were allowed and had written nothing when they approved. */
  approvers: Set<string>;
  hash: string;
  gatesPassed: boolean;
  needed: number;
}

function follow(steps: readonly Step[]) {
  let life: ChangeLife | undefined;
  let now = START;
  const witness: Witness = {
    authors: new Set(),
    approvers: new Set(),
    hash: '',
    gatesPassed: false,
    needed: 0,
  };
  let applied = 0;

  for (const { actor: who, action: what, afterMs, lost } of steps) {
    now += afterMs;
    const lostApprovers = lost ? [lost] : [];
    const before = life;
    const outcome = decide(life, what, who, {
      now: new Date(now),
      expireAfterMs: 7 * DAY_MS,
      lostApprovers,
    });
    if (isRefusal(outcome)) continue;
    if (before && isFinal(before.state)) {
      // A repeated approval is answered as before and changes nothing.
      expect(outcome.next).toBe(before);
    }
    life = outcome.next;

    if (
      what.type === 'propose' ||
      what.type === 'update' ||
      what.type === 'rebase'
    ) {
      if (who.type === 'user') witness.authors.add(who.ref);
      Object.assign(witness, {
        hash: what.contentHash,
        gatesPassed: false,
        needed: what.approvalsNeeded,
        approvers: new Set(),
      });
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
      witness.gatesPassed =
        what.contentHash === witness.hash &&
        MACHINE_GATES.every(id =>
          what.gates.some(g => g.id === id && g.verdict === 'pass'),
        );
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
    if (life.state === 'expired' && before?.state !== 'expired') {
      expect(now).toBeGreaterThanOrEqual(Date.parse(before!.expiresAt));
    }
  }
  return { life, applied };
}

// Thousands of sequences; a busy machine takes its time.
jest.setTimeout(60_000);

describe('decide, whatever is done in whatever order by whomever', () => {
  it('applies nothing without its gates, its quorum, or with an approval by an author', () => {
    const proposal: Step = {
      actor: {
        type: 'user',
        ref: PEOPLE[0],
        may: { propose: true, approve: true, cancel: true },
      },
      action: { type: 'propose', contentHash: HASHES[0], approvalsNeeded: 1 },
      afterMs: 0,
      lost: undefined,
    };
    let runs = 0;
    let reached = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), steps => {
        const { applied } = follow([proposal, ...steps]);
        runs += 1;
        reached += applied;
        expect(applied).toBeLessThanOrEqual(1);
      }),
      { numRuns: 3000 },
    );
    // The property would be empty if hardly any run got as far as the repository.
    expect(reached / runs).toBeGreaterThan(0.05);
  });
});
