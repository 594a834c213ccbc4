import fc from 'fast-check';
import { ChangeState, isFinal } from '../change/states';
import { Deployment } from '../release/deployment';
import { decideRollout } from './decideRollout';
import { ItemFacts, RolloutAction, RolloutActor, RolloutOutcome } from './life';
import { Rollout } from './rollout';

const RUNS = process.env.PLUMBLINE_LONG === '1' ? 100_000 : 1000;
jest.setTimeout(Math.max(RUNS * 20, 10_000));

const START = Date.parse('2026-11-23T08:00:00Z');
const MINUTE = 60_000;
const SOAK_MINUTES = 30;
const PORTAL: RolloutActor = { type: 'portal' };
const person = (ref: string, may = true): RolloutActor => ({
  type: 'user',
  ref,
  may,
});
const [ANN, MIA] = ['user:default/ann', 'user:default/mia'];

const rolloutOf = (
  size: number,
  batch: number,
  failureBudget: number,
): Rollout => ({
  id: 'rollout-1',
  release: '18.0-2026.11.1',
  ring: 'production',
  state: 'running',
  requester: ANN,
  reason: 'November',
  batch,
  soak: `PT${SOAK_MINUTES}M`,
  failureBudget,
  failures: 0,
  acceptedFailures: 0,
  items: Array.from({ length: size }, (_, index) => ({
    environment: `tenant-${index}/production`,
    step: 'waiting' as const,
    since: new Date(START).toISOString(),
  })),
  timeline: [],
  createdAt: new Date(START).toISOString(),
  updatedAt: new Date(START).toISOString(),
});

type Event =
  | { type: 'tick' | 'pause' | 'stop' | 'wait' }
  | { type: 'resume'; by: string }
  | { type: 'skip'; at: number }
  /** The portal dies after the decision is stored, before anything follows. */
  | { type: 'tick-and-die' }
  | {
      type: 'move';
      at: number;
      to: 'verified' | 'failed' | 'rejected' | 'unknown';
    };

/** A world around one rollout: what is stored, the changes that were made, the clock. */
class World {
  now = START;
  readonly changes = new Map<string, ItemFacts>();
  made = 0;
  /** Failures that somebody else than the requester has gone on past. */
  accepted = 0;

  constructor(public rollout: Rollout) {}

  get facts() {
    return { now: new Date(this.now), items: this.changes };
  }

  decide(action: RolloutAction, actor: RolloutActor): RolloutOutcome {
    const outcome = decideRollout(this.rollout, action, actor, this.facts);
    if (!('refused' in outcome)) {
      const cancels = outcome.effects.filter(({ type }) => type === 'cancel');
      if (cancels.length > 0) {
        for (const { environment } of cancels) {
          this.changes.set(environment, { changeState: 'cancelled' });
        }
        return this.decide(action, actor);
      }
      this.rollout = outcome.next;
    }
    return outcome;
  }

  tick(dies: boolean): void {
    const outcome = this.decide({ type: 'tick' }, PORTAL);
    if ('refused' in outcome || dies) return;
    for (const { type, environment } of outcome.effects) {
      if (type !== 'propose') continue;
      // By its key the same environment answers the same change.
      if (!this.changes.has(environment)) {
        this.made++;
        this.changes.set(environment, { changeState: 'awaiting-approval' });
      }
      const change = `chg ${environment}`;
      this.decide({ type: 'proposed', environment, change }, PORTAL);
    }
  }

  move(index: number, to: Extract<Event, { type: 'move' }>['to']): void {
    const { environment } = this.rollout.items[index];
    const known = this.changes.get(environment);
    if (!known) return;
    if (to === 'rejected') {
      const over = isFinal(known.changeState) || known.deployment;
      if (!over) this.changes.set(environment, { changeState: 'rejected' });
      return;
    }
    if (isFinal(known.changeState) && known.changeState !== 'done') return;
    const before = known.deployment;
    if (before?.outcome === 'failed') return;
    if (to === 'unknown' && !before?.verifiedAt) return;
    const deployment: Deployment['outcome'] = to;
    const changeState: ChangeState = 'done';
    const verifiedAt =
      to === 'verified' ? new Date(this.now).toISOString() : before?.verifiedAt;
    this.changes.set(environment, {
      changeState,
      deployment: { outcome: deployment, verifiedAt, because: to },
    });
  }
}

const index = fc.nat(5);
const events: fc.Arbitrary<Event> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Event>({ type: 'tick' }) },
  { weight: 2, arbitrary: fc.constant<Event>({ type: 'tick-and-die' }) },
  { weight: 4, arbitrary: fc.constant<Event>({ type: 'wait' }) },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('move' as const),
      at: index,
      to: fc.constantFrom(
        'verified' as const,
        'verified' as const,
        'verified' as const,
        'failed' as const,
        'rejected' as const,
        'unknown' as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Event>({ type: 'pause' }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('resume' as const),
      by: fc.constantFrom(ANN, MIA),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('skip' as const), at: index }),
  },
  { weight: 1, arbitrary: fc.constant<Event>({ type: 'stop' }) },
);

function play(world: World, event: Event): void {
  const reason = 'because';
  switch (event.type) {
    case 'wait':
      world.now += 20 * MINUTE;
      return;
    case 'move':
      if (event.at < world.rollout.items.length) {
        world.move(event.at, event.to);
      }
      return;
    case 'tick':
    case 'tick-and-die':
      world.tick(event.type === 'tick-and-die');
      return;
    case 'skip': {
      const item = world.rollout.items[event.at];
      if (!item) return;
      const { environment } = item;
      world.decide({ type: 'skip', environment, reason }, person(MIA));
      return;
    }
    case 'resume': {
      const { failures } = world.rollout;
      const resume = { type: 'resume', reason } as const;
      const outcome = world.decide(resume, person(event.by));
      if (!('refused' in outcome)) world.accepted = failures;
      return;
    }
    default:
      world.decide({ type: event.type, reason }, person(MIA));
  }
}

const isSpent = ({ failures, failureBudget }: Rollout, accepted: number) =>
  failures > failureBudget && failures > accepted;

/** What began in this step, and that it was allowed to. */
function check(
  world: World,
  {
    before,
    accepted,
    made,
  }: { before: Rollout; accepted: number; made: number },
  event: Event,
): void {
  const { rollout, now } = world;
  const begun = rollout.items.filter(
    ({ step }, at) =>
      step === 'proposed' && before.items[at].step === 'waiting',
  );
  const under = rollout.items.filter(({ step }) => step === 'proposed');
  expect(under.length).toBeLessThanOrEqual(rollout.batch);
  expect(rollout.failures).toBe(
    rollout.items.filter(({ step }) => step === 'failed').length,
  );
  if (event.type === 'resume' && before.state === 'paused') {
    const spent = isSpent(before, accepted) && event.by === before.requester;
    expect(rollout.state).toBe(spent ? 'paused' : 'running');
  }
  if (before.state === 'stopped' || before.state === 'done') {
    expect(rollout.state).toBe(before.state);
    expect(begun).toEqual([]);
  }
  if (rollout.state !== 'running') expect(world.made).toBe(made);
  if (rollout.state === 'done' && before.state !== 'done') {
    expect(rollout.items.map(({ step }) => step)).toContain('verified');
  }
  if (begun.length === 0) return;
  expect(rollout.state).toBe('running');
  expect(isSpent(rollout, world.accepted)).toBe(false);
  // In their order, and only after all that came before have ended and soaked.
  const first = rollout.items.indexOf(begun[0]);
  for (const [at, item] of rollout.items.entries()) {
    if (begun.includes(item)) continue;
    expect(item.step).not.toBe('proposed');
    if (at < first) expect(item.step).not.toBe('waiting');
    if (item.step !== 'verified') continue;
    const deployment = world.changes.get(item.environment)?.deployment;
    expect(deployment?.outcome).toBe('verified');
    const soakedMs = now - Date.parse(deployment?.verifiedAt ?? '');
    expect(soakedMs).toBeGreaterThanOrEqual(SOAK_MINUTES * MINUTE);
  }
}

it('never goes on before the batch before it has soaked, past its budget, or twice', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 6 }),
      fc.integer({ min: 1, max: 3 }),
      fc.nat(2),
      fc.array(events, { minLength: 20, maxLength: 80, size: 'max' }),
      (size, batch, budget, sequence) => {
        const world = new World(rolloutOf(size, batch, budget));
        for (const event of sequence) {
          const { rollout: before, accepted, made } = world;
          play(world, event);
          check(world, { before, accepted, made }, event);
          // One change for each environment, whatever dies in between.
          expect(world.made).toBe(world.changes.size);
        }
      },
    ),
    { numRuns: RUNS },
  );
});

it('comes to its end when all goes well, one batch after the other', () => {
  const world = new World(rolloutOf(5, 2, 0));
  for (
    let round = 0;
    round < 20 && world.rollout.state === 'running';
    round++
  ) {
    world.tick(round % 2 === 0);
    world.tick(false);
    world.rollout.items.forEach(({ step }, at) => {
      if (step === 'proposed') world.move(at, 'verified');
    });
    world.now += 40 * MINUTE;
  }
  expect(world.rollout.state).toBe('done');
  expect(world.made).toBe(5);
});

const cases: [string, RolloutAction, RolloutActor, string][] = [
  [
    'who may not change all of it',
    { type: 'pause', reason: 'x' },
    person(MIA, false),
    'forbidden',
  ],
  ['nobody but the portal', { type: 'tick' }, person(MIA), 'forbidden'],
  ['a person alone', { type: 'stop', reason: 'x' }, PORTAL, 'forbidden'],
  [
    'an environment that is no part of it',
    { type: 'skip', environment: 'a/b', reason: 'x' },
    person(MIA),
    'conflict',
  ],
  ['what runs', { type: 'resume', reason: 'x' }, person(MIA), 'conflict'],
];

it.each(cases)('refuses %s', (_, action, actor, refused) => {
  const world = new World(rolloutOf(2, 1, 0));
  expect(world.decide(action, actor)).toMatchObject({ refused });
});

it('a change that somebody rejects pauses it: whoever did had a reason', () => {
  const world = new World(rolloutOf(2, 1, 0));
  world.tick(false);
  world.move(0, 'rejected');
  world.tick(false);
  expect(world.rollout).toMatchObject({
    state: 'paused',
    failures: 0,
    items: [{ step: 'skipped' }, { step: 'waiting' }],
  });
});
