import fc from 'fast-check';
import { isFinal } from '../change/states';
import { VerdictStatus } from '../health/verdict';
import {
  ChangeBeside,
  besideUpgrade,
  unsureBesideUpgrade,
} from './besideUpgrade';
import { StepChange } from './changesOfStep';
import {
  SeriesUpgradeAction,
  SeriesUpgradeActor,
  decideSeriesUpgrade,
} from './decideSeriesUpgrade';
import { downtimeOf } from './downtimeOf';
import { SeriesUpgradeFacts, UpgradeChange, UpgradeEnvironment } from './facts';
import { EnvironmentSpec } from '../environment/spec';
import { releaseOf, specOf } from '../testUtils/environments';
import { specOfStep } from './specOfStep';
import { knownNames, newNames, oldNames } from './hostNames';
import { judgeSteps, nextStep } from './judgeSteps';
import { startsBesideCopy } from './startsBesideCopy';
import { stoppedAt } from './stoppedAt';
import {
  CONFIRMED_STEPS,
  SERIES_UPGRADE_STEPS,
  SeriesUpgrade,
  SeriesUpgradeStep,
} from './seriesUpgrade';

const RUNS = process.env.PLUMBLINE_LONG === '1' ? 100_000 : 2000;
jest.setTimeout(Math.max(RUNS * 20, 10_000));

const START = Date.parse('2026-11-23T08:00:00Z');
const MINUTE = 60_000;
const [OLD, REHEARSAL, NEW] = [
  'harbour/production',
  'harbour-19/pre-production',
  'harbour-19/production',
];
const NAME = 'erp.harbour.example';
const at = (ms: number) => new Date(ms).toISOString();
const person = (
  name: string,
  may = { propose: true, approve: true },
): SeriesUpgradeActor => ({ type: 'user', ref: `user:default/${name}`, may });
const [ANN, MIA] = [person('ann'), person('mia')];
const PORTAL: SeriesUpgradeActor = { type: 'portal' };

type Change = { -readonly [K in keyof UpgradeChange]: UpgradeChange[K] };
type Way = 'commit' | 'done' | 'reject' | 'fail';

/** What is stored, what the repository and the cluster have, and a clock. */
class World {
  now = START;
  restorePoint: SeriesUpgradeFacts['restorePoint'] = {
    passed: true,
    summary: '10:05',
  };
  untestable?: string;
  upgrade: SeriesUpgrade = {
    id: 'upgrade-1',
    environment: OLD,
    clone: 'harbour-19',
    release: '19.0-2026.11.1',
    from: '18.0-2026.11.1',
    state: 'open',
    requester: 'user:default/ann',
    reason: 'New series',
    confirmations: [],
    timeline: [],
    createdAt: at(START),
    updatedAt: at(START),
  };
  readonly changes: Change[] = [];
  readonly environments = new Map<string, UpgradeEnvironment>([
    [OLD, { schedule: 'always', hostnames: [NAME], verdict: 'ok' }],
  ]);

  get facts(): SeriesUpgradeFacts {
    const { changes, environments } = this;
    return {
      now: new Date(this.now),
      changes,
      environments,
      unreadable: new Set(),
      restorePoint: this.restorePoint,
      untestable: this.untestable,
    };
  }

  step(id: SeriesUpgradeStep) {
    return judgeSteps(this.upgrade, this.facts).find(step => step.id === id);
  }

  get next() {
    return nextStep(judgeSteps(this.upgrade, this.facts))?.id;
  }

  do(action: SeriesUpgradeAction, actor = ANN): string | undefined {
    this.now += MINUTE;
    const outcome = decideSeriesUpgrade(
      this.upgrade,
      action,
      actor,
      this.facts,
    );
    if ('refused' in outcome) return outcome.message;
    this.upgrade = outcome.next;
    if (outcome.propose) this.#propose(outcome.propose, actor);
    return undefined;
  }

  #propose(
    { environment, kind, schedule = 'always' }: StepChange,
    actor: SeriesUpgradeActor,
  ): void {
    this.changes.push({
      id: `chg-${this.changes.length}`,
      environment,
      kind,
      state: 'awaiting-approval',
      since: at(this.now),
      authors: actor.type === 'user' ? [actor.ref] : [],
      schedule,
    });
  }

  /** The newest change goes its own way, as far as it may. */
  move(way: Way, change = this.changes.at(-1)): void {
    if (!change || isFinal(change.state)) return;
    this.now += MINUTE;
    if (way === 'reject' && change.appliedAt) return;
    if (way === 'commit' || way === 'done') this.#commit(change);
    if (way === 'commit') return;
    const states = {
      done: 'done',
      reject: 'rejected',
      fail: 'failed',
    } as const;
    Object.assign(change, { state: states[way], since: at(this.now) });
  }

  #commit(change: Change): void {
    if (change.appliedAt) return;
    const { environment, kind, schedule } = change;
    Object.assign(change, {
      state: 'reconciling',
      appliedAt: at(this.now),
    });
    this.now += 30 * MINUTE;
    const there = this.environments.get(environment);
    if (kind === 'decommission') this.environments.delete(environment);
    if (kind === 'create') {
      const hostnames = environment === NEW ? [NAME] : ['rehearsal.example'];
      this.environments.set(environment, {
        schedule,
        hostnames,
        verdict: 'ok',
      });
    }
    if (kind !== 'update' || !there) return;
    const names = environment === NEW ? newNames : oldNames;
    const move = schedule === 'stopped' ? names : knownNames;
    this.environments.set(environment, {
      schedule,
      hostnames: move(there.hostnames),
      verdict: schedule === 'stopped' ? 'asleep' : 'ok',
    });
  }

  /** Somebody starts the old one by a change of their own. */
  startOld(): void {
    const there = this.environments.get(OLD);
    if (there) this.environments.set(OLD, { ...there, schedule: 'always' });
  }

  see(environment: string, verdict: VerdictStatus): void {
    const there = this.environments.get(environment);
    if (there) this.environments.set(environment, { ...there, verdict });
  }

  /** Takes the steps one after the other to their end. */
  through(...steps: SeriesUpgradeStep[]): void {
    const must = (action: SeriesUpgradeAction, actor = ANN) => {
      const refused = this.do(action, actor);
      if (refused) throw new Error(`${JSON.stringify(action)}: ${refused}`);
    };
    for (const step of steps) {
      if ((CONFIRMED_STEPS as readonly string[]).includes(step)) {
        must({ type: 'confirm', step, reason: 'seen' }, MIA);
      }
      while (this.step(step)?.proposes) {
        must({ type: 'propose', step });
        this.move('done');
      }
    }
  }
}

/** What must never be so after an event. */
function brokenBy(
  { changes, environments, upgrade }: World,
  { made, wasDone }: { made: number; wasDone: ReadonlySet<string> },
): string[] {
  const last = changes.at(made);
  const is = (kind: string, environment: string) =>
    last?.kind === kind && last.environment === environment;
  const old = environments.get(OLD)?.schedule;
  const known = [...environments.values()].filter(({ hostnames }) =>
    hostnames.includes(NAME),
  );
  const broken = {
    'cut over before the stop':
      is('create', NEW) && !(wasDone.has('stop') && old === 'stopped'),
    'stopped before somebody looked':
      is('update', OLD) && last?.schedule === 'stopped' && !wasDone.has('look'),
    'taken down before it was accepted':
      is('decommission', OLD) && !wasDone.has('accept'),
    // Its changes are ordinary ones: they are proposed, and their own gates decide the rest.
    'in the repository by a decision of ours': last?.appliedAt !== undefined,
    'confirmed by who began it or proposed it': upgrade.confirmations.some(
      ({ step, of, by }) =>
        (step === 'look' || step === 'accept') &&
        (by === upgrade.requester ||
          changes.find(({ id }) => id === of)?.authors.includes(by)),
    ),
    // Payroll has one production under the name that people know, or none.
    'two productions under one name': known.length > 1,
    'done without the new one':
      upgrade.state === 'done' && !environments.has(NEW),
    'ended with the old one stopped':
      ['gone-back', 'stopped'].includes(upgrade.state) && old !== 'always',
  };
  return Object.entries(broken).flatMap(([name, holds]) => (holds ? name : []));
}

const reason = 'because';

describe('decideSeriesUpgrade', () => {
  it('goes step by step to the end, and knows what the rehearsal took', () => {
    const world = new World();
    expect(world.do({ type: 'propose', step: 'stop' })).toMatch(
      /not open: After “Prove the way back”/,
    );
    world.through('prove', 'rehearse');
    expect(downtimeOf(world.upgrade, world.facts).rehearsedSeconds).toBe(1800);
    world.see(REHEARSAL, 'unknown');
    const look = { type: 'confirm', step: 'look', reason } as const;
    expect(world.do(look, MIA)).toMatch(/is unknown: it must be seen to work/);
    world.see(REHEARSAL, 'ok');
    expect(world.do(look, ANN)).toMatch(/somebody else looks/);
    expect(
      world.do(look, person('joe', { propose: true, approve: false })),
    ).toMatch(/odoo.change.approve is not granted/);
    world.through('look', 'stop', 'cut-over', 'dns', 'accept');
    expect(world.environments.get(NEW)?.hostnames).toEqual([NAME]);
    expect(world.environments.get(OLD)?.hostnames).toEqual([`old.${NAME}`]);
    world.do({ type: 'settle' }, PORTAL);
    expect([world.upgrade.state, world.next]).toEqual(['open', 'clean-up']);
    world.through('clean-up');
    world.do({ type: 'settle' }, PORTAL);
    expect(world.upgrade.state).toBe('done');
    expect([...world.environments.keys()]).toEqual([NEW]);
    expect(world.do({ type: 'go-back', reason })).toMatch(/is done/);
  });

  it('goes back the same way, from wherever people are off the old one', () => {
    const world = new World();
    world.through('prove', 'rehearse', 'look');
    expect(world.do({ type: 'go-back', reason })).toMatch(/nothing to go back/);
    world.through('stop');
    expect(world.do({ type: 'stop', reason })).toMatch(/is stopped: go back/);
    world.do({ type: 'propose', step: 'cut-over' });
    expect(world.do({ type: 'go-back', reason })).toMatch(/Cancel chg-3 first/);
    world.move('fail');
    world.through('cut-over', 'dns');
    expect(world.do({ type: 'go-back', reason })).toBe(undefined);
    expect(world.next).toBe('stop-clone');
    expect(world.do({ type: 'propose', step: 'start-old' })).toMatch(/After/);
    expect(world.do({ type: 'propose', step: 'clean-up' })).toMatch(/is left/);
    world.through('stop-clone', 'start-old');
    expect(world.environments.get(OLD)).toMatchObject({
      schedule: 'always',
      hostnames: [NAME],
    });
    world.through('dns-back', 'clean-up-clone');
    world.do({ type: 'settle' }, PORTAL);
    expect(world.upgrade.state).toBe('gone-back');
    expect([...world.environments.keys()]).toEqual([OLD]);
  });

  it('goes back from a clone that came to nothing, and never waits for it to be seen asleep', () => {
    const world = new World();
    world.through('prove', 'rehearse', 'look', 'stop');
    world.do({ type: 'propose', step: 'cut-over' });
    world.move('commit');
    world.see(NEW, 'critical');
    expect(world.step('cut-over')?.state).toBe('under-way');
    expect(world.do({ type: 'go-back', reason })).toBe(undefined);
    expect(world.next).toBe('stop-clone');
    world.do({ type: 'propose', step: 'stop-clone' });
    expect(world.step('start-old')?.state).toBe('waiting');
    world.move('commit');
    // Its pods still answer people under the old names: the old one waits.
    world.see(NEW, 'ok');
    expect(world.step('start-old')?.state).toBe('waiting');
    world.see(NEW, 'critical');
    expect(world.next).toBe('start-old');
    world.through('start-old');
    expect(world.next).toBe('clean-up-clone');
    expect(world.do({ type: 'stop', reason })).toBe(undefined);
    expect(world.upgrade.state).toBe('stopped');
  });

  it('stops no production for a rehearsal that would be too old at the cut-over', () => {
    const world = new World();
    world.through('prove', 'rehearse', 'look');
    expect(world.step('stop')?.state).toBe('open');
    world.now += 6 * 24 * 60 * MINUTE;
    expect(world.step('stop')).toMatchObject({
      state: 'waiting',
      because: expect.stringContaining('begin another'),
    });
    expect(world.do({ type: 'propose', step: 'stop' })).toMatch(/not open/);
    expect(world.do({ type: 'stop', reason })).toBe(undefined);
  });

  it('judges a stop that was approved ahead again when it arrives', () => {
    const world = new World();
    world.through('prove', 'rehearse', 'look');
    world.do({ type: 'propose', step: 'stop' });
    const stop: ChangeBeside = {
      ...world.changes.at(-1)!,
      parent: world.upgrade.id,
      scheduleBefore: 'always',
    };
    const judged = () => besideUpgrade(world.upgrade, stop, world.facts);
    expect(judged()).toBe(undefined);
    const rehearsal = world.environments.get(REHEARSAL)!;
    world.environments.delete(REHEARSAL);
    expect(judged()).toMatch(/no longer open: After “Rehearse”/);
    world.environments.set(REHEARSAL, rehearsal);
    world.environments.set(NEW, { ...rehearsal, hostnames: [NAME] });
    expect(judged()).toMatch(/is in the repository and not as this step needs/);
    world.environments.delete(NEW);
    world.now += 6 * 24 * 60 * MINUTE;
    expect(judged()).toMatch(/no longer open: The rehearsal is a copy from/);
  });

  it('judges a cut-over that was approved ahead again: nothing entered since its moment is lost', () => {
    const world = new World();
    world.through('prove', 'rehearse', 'look', 'stop');
    world.do({ type: 'propose', step: 'cut-over' });
    const cutOver: ChangeBeside = {
      ...world.changes.at(-1)!,
      parent: world.upgrade.id,
      copiedAt: stoppedAt(world.upgrade, world.facts),
    };
    const judged = (change = cutOver) =>
      besideUpgrade(world.upgrade, change, world.facts);
    const unsure = () =>
      unsureBesideUpgrade(world.upgrade, cutOver, world.facts);
    // Its own gates ask, and wait.
    world.restorePoint = { passed: false, summary: 'not read' };
    expect([judged(), unsure()]).toEqual([undefined, undefined]);
    expect(judged({ ...cutOver, copiedAt: undefined })).toMatch(/no moment/);
    const old = world.environments.get(OLD)!;
    world.see(OLD, 'unknown');
    expect(unsure()).toMatch(/is unknown, and must be seen asleep/);
    world.startOld();
    expect([judged(), unsure()]).toEqual([
      expect.stringMatching(/no longer open: After “Stop the old one”/),
      undefined,
    ]);
    // Stopped again: what was entered meanwhile is not in the copy.
    const verdictSince = at(world.now + MINUTE);
    world.environments.set(OLD, { ...old, verdictSince });
    expect(judged()).toMatch(/was not seen asleep all the time since/);
    expect(judged({ ...cutOver, copiedAt: verdictSince })).toBe(undefined);
    world.environments.set(OLD, old);
    world.upgrade = { ...world.upgrade, state: 'going-back' };
    expect(judged()).toMatch(/no longer open: the series upgrade goes another/);
  });

  it('keeps a production stopped beside the one that serves with its data, and no other', () => {
    const { upgrade } = new World();
    const environments = (copyOf: EnvironmentSpec['copyOf'] = undefined) =>
      new Map([
        [OLD, { spec: specOf() }],
        [NEW, { spec: specOf({ copyOf }) }],
      ]);
    const both = environments({ environment: OLD });
    const start = (environment: string): ChangeBeside => ({
      environment,
      kind: 'update',
      schedule: 'always',
      scheduleBefore: 'stopped',
    });
    const ended = { ...upgrade, state: 'stopped' as const };
    for (const name of [OLD, NEW]) {
      expect(startsBesideCopy(upgrade, start(name), both)).toMatch(
        new RegExp(`^${name} stays stopped.*go back on the page`),
      );
      expect(startsBesideCopy(ended, start(name), both)).toMatch(/first; to/);
      for (const [pair, change, known] of [
        [{ ...upgrade, state: 'gone-back' as const }, start(name), both],
        [{ ...upgrade, clone: 'harbour-20' }, start(name), both],
        [upgrade, start(name), environments()],
        [upgrade, { ...start(name), scheduleBefore: 'always' as const }, both],
      ] as const) {
        expect(startsBesideCopy(pair, change, known)).toBe(undefined);
      }
    }
  });

  it('lets nothing else take the names of the clone, nor start the old one while it is copied', () => {
    const world = new World();
    world.through('prove', 'rehearse', 'look', 'stop');
    const beside = (change: Partial<ChangeBeside>) =>
      besideUpgrade(
        world.upgrade,
        { environment: NEW, kind: 'create', schedule: 'always', ...change },
        world.facts,
      );
    expect(beside({})).toMatch(/kept for the series upgrade of harbour/);
    expect(beside({ environment: 'harbour-19/training' })).toBe(undefined);
    const cutOver = { parent: world.upgrade.id, copiedAt: at(world.now) };
    expect(beside(cutOver)).toBe(undefined);

    const start: Partial<ChangeBeside> = {
      environment: OLD,
      kind: 'update',
      scheduleBefore: 'stopped',
    };
    // Then the stop is open again, and the cut-over waits for it.
    expect(beside(start)).toBe(undefined);
    world.do({ type: 'propose', step: 'cut-over' });
    expect(beside(start)).toMatch(/stays stopped, because the change chg-3/);
    expect(beside({ ...start, schedule: 'stopped' })).toBe(undefined);
    world.move('done');
    expect(beside(start)).toBe(undefined);
    world.environments.delete(NEW);
    const unreadable = { ...world.facts, unreadable: new Set([NEW]) };
    expect(
      besideUpgrade(
        world.upgrade,
        { kind: 'update', environment: OLD, schedule: 'always', ...start },
        unreadable,
      ),
    ).toMatch(/cannot be read, and it may serve/);
  });

  it('demands no restore test where none is possible, and says so', () => {
    const world = new World();
    world.untestable = 'Azure alone can restore it';
    expect(world.step('prove')).toMatchObject({
      state: 'not-needed',
      because: expect.stringMatching(/Not possible here: Azure alone/),
    });
    world.through('rehearse', 'look', 'stop', 'cut-over', 'dns', 'accept');
    world.do({ type: 'propose', step: 'clean-up' });
    world.move('done');
    world.do({ type: 'propose', step: 'clean-up' });
    world.move('done');
    // Nobody can ask any more of what is gone.
    world.untestable = undefined;
    world.do({ type: 'settle' }, PORTAL);
    expect(world.upgrade.state).toBe('done');
  });

  it('rehearses on a server of its own, at a tier that can be taken down again', () => {
    const { upgrade } = new World();
    const of = (change: Partial<EnvironmentSpec>) =>
      specOfStep(
        upgrade,
        'rehearse',
        { environment: REHEARSAL, kind: 'create' },
        {
          old: specOf({ tenancy: 'hybrid', ...change }),
          release: releaseOf(),
          newestMoment: at(START),
        },
      );
    expect(of({ tier: 1 })).toMatchObject({ tier: 3, tenancy: 'dedicated' });
    expect(of({ tier: 3 })?.copyOf).toEqual({ environment: OLD });
    const database = { kind: 'flexible-server' as const };
    expect(of({ database })?.copyOf).toEqual({
      environment: OLD,
      at: at(START),
    });
  });

  it('closes what follows when the old one is started again behind its back', () => {
    const world = new World();
    world.through('prove', 'rehearse', 'look', 'stop');
    expect(world.step('cut-over')?.state).toBe('open');
    world.restorePoint = { passed: false, summary: 'none after 10:04' };
    expect(world.step('cut-over')).toMatchObject({
      state: 'waiting',
      because: 'The backups must reach past the stop: none after 10:04',
    });
    world.restorePoint = undefined;
    expect(world.step('cut-over')?.proposes).toBe(undefined);
    world.see(OLD, 'unknown');
    expect(world.step('cut-over')?.because).toMatch(/must be seen asleep/);
    world.startOld();
    expect(world.step('stop')?.state).toBe('open');
    expect(world.step('cut-over')?.state).toBe('waiting');
    // A word is about the outcome that somebody saw, not about a later one.
    world.environments.delete(REHEARSAL);
    const again = new World();
    again.through('prove', 'rehearse', 'look');
    again.environments.delete(REHEARSAL);
    again.through('rehearse');
    expect(again.step('look')?.state).toBe('open');
  });

  it('never opens a step before those ahead of it, whatever happens in whatever order', () => {
    const step = fc.constantFrom(...SERIES_UPGRADE_STEPS);
    const by = fc.constantFrom(
      ANN,
      MIA,
      person('joe', { propose: true, approve: false }),
    );
    const event = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({ type: fc.constant('next' as const), by }),
      },
      fc.record({ type: fc.constant('propose' as const), step, by }),
      fc.record({ type: fc.constant('confirm' as const), step, by }),
      fc.record({
        type: fc.constantFrom('go-back' as const, 'stop' as const),
        by,
      }),
      {
        weight: 6,
        arbitrary: fc.record({
          type: fc.constant('move' as const),
          way: fc.constantFrom<Way>(
            'commit',
            'done',
            'done',
            'done',
            'reject',
            'fail',
          ),
        }),
      },
      fc.record({
        type: fc.constant('see' as const),
        environment: fc.constantFrom(OLD, REHEARSAL, NEW),
        verdict: fc.constantFrom<VerdictStatus>('ok', 'unknown', 'critical'),
      }),
      fc.record({ type: fc.constant('settle' as const) }),
      fc.record({ type: fc.constant('meddle' as const) }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), events => {
        const world = new World();
        for (const each of events) {
          const made = world.changes.length;
          const wasDone = new Set(
            judgeSteps(world.upgrade, world.facts)
              .filter(({ state }) => state === 'done')
              .map(({ id }) => id),
          );
          if (each.type === 'move') world.move(each.way);
          else if (each.type === 'see')
            world.see(each.environment, each.verdict);
          else if (each.type === 'settle') world.do({ type: 'settle' }, PORTAL);
          else if (each.type === 'meddle') world.startOld();
          else if (each.type === 'next') {
            const id = world.next ?? 'prove';
            world.do({ type: 'propose', step: id }, each.by);
            world.do({ type: 'confirm', step: id, reason }, each.by);
          } else if (each.type === 'propose') {
            world.do({ type: 'propose', step: each.step }, each.by);
          } else if (each.type === 'confirm') {
            world.do({ type: 'confirm', step: each.step, reason }, each.by);
          } else world.do({ type: each.type, reason }, each.by);

          expect(brokenBy(world, { made, wasDone })).toEqual([]);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
