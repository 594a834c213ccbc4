import { RepositoryReport } from '@plumbline/plugin-odoo-common';
import fc from 'fast-check';
import {
  backupBlobs,
  barmanRepository,
  CADENCE,
  historyBlob,
  MemoryStore,
  segmentBlob,
  SERVER,
  STORY_TARGETS,
  WalStory,
} from '../../__testUtils__';
import { BarmanReader } from './BarmanReader';

/** More than is listed at once, so that the older part follows in steps. */
const LENGTH = 11_000;
/** What is looked at again by every reading. */
const RECENT = 250;

/** An archive that lives on, and what happens to it. */
class World {
  readonly story: WalStory = {
    segmentBytes: 16 * 1024 * 1024,
    systemId: 7708150322908187512n,
    segments: Array.from({ length: LENGTH }, (_, index) => ({
      timeline: 1,
      number: 100 + index,
      extension: '.gz' as const,
    })),
    switches: [],
    backups: [500, 6000, LENGTH - 300].map(start => ({ start, stop: start })),
    now: new Date('2026-11-21T12:00:00Z'),
  };
  readonly store = new MemoryStore(barmanRepository(this.story));
  /** Indices of segments that somebody deleted. */
  readonly gone = new Set<number>();
  memory: unknown;

  get length(): number {
    return this.story.segments.length;
  }

  append(count: number): void {
    const { segments } = this.story;
    const { timeline, number } = segments.at(-1)!;
    for (let i = 1; i <= count; i++) {
      segments.push({ timeline, number: number + i, extension: '.gz' });
    }
    this.#pass(count);
  }

  promote(): void {
    const { segments, switches } = this.story;
    const { timeline, number } = segments.at(-1)!;
    switches.push({ timeline: timeline + 1, at: number + 1 });
    segments.push({
      timeline: timeline + 1,
      number: number + 1,
      extension: '.gz',
    });
    this.#pass(1);
    this.store.put(historyBlob(this.story, timeline + 1));
  }

  backUp(): void {
    const start = this.length - 20;
    if (start <= this.story.backups.at(-1)!.stop) return;
    this.story.backups.push({ start, stop: start });
    this.store.put(...backupBlobs(this.story, this.story.backups.at(-1)!));
  }

  expire(): void {
    const { backups } = this.story;
    if (backups.length < 2) return;
    this.store.delete(
      ...backupBlobs(this.story, backups.shift()!).map(blob => blob.name),
      ...this.story.segments
        .slice(0, backups[0].start)
        .map((_, index) => segmentBlob(this.story, index).name),
    );
  }

  lose(index: number): void {
    this.gone.add(index);
    this.store.delete(segmentBlob(this.story, index).name);
  }

  mend(): void {
    for (const index of this.gone) {
      this.store.put(segmentBlob(this.story, index));
    }
    this.gone.clear();
  }

  async read(memory: unknown) {
    return new BarmanReader().read({
      store: this.store,
      location: { format: 'barman', prefix: SERVER, name: 'acme-prod' },
      targets: STORY_TARGETS,
      now: this.story.now,
      depth: 'metadata',
      memory: memory && JSON.parse(JSON.stringify(memory)),
    });
  }

  /** As the portal does it: one reading, which remembers. */
  async readOn(): Promise<RepositoryReport> {
    const { report, memory } = await this.read(this.memory);
    this.memory = memory;
    return report;
  }

  async settle(remembered: unknown): Promise<RepositoryReport> {
    let memory = remembered;
    for (;;) {
      const reading = await this.read(memory);
      if (!reading.pending) return reading.report;
      memory = reading.memory;
    }
  }

  #pass(count: number): void {
    this.story.now = new Date(
      this.story.now.getTime() + count * CADENCE * 1000,
    );
    this.store.put(
      ...this.story.segments
        .slice(-count)
        .map((_, i) => segmentBlob(this.story, this.length - count + i)),
    );
  }
}

const happenings: fc.Arbitrary<(world: World) => void> = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map(count => (w: World) => w.append(count)),
  fc.constant((w: World) => w.backUp()),
  fc.constant((w: World) => w.expire()),
  fc.constant((w: World) => w.promote()),
  fc.constant((w: World) => w.mend()),
  fc
    .integer({ min: 3, max: RECENT })
    .map(back => (w: World) => w.lose(w.length - back)),
  fc.nat().map(at => (w: World) => w.lose(at % (w.length - RECENT))),
);

describe('reading on with what is remembered', () => {
  it('tells of the newest chain what reading anew tells, and a day later of all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happenings, { minLength: 3, maxLength: 8 }),
        async events => {
          const world = new World();
          await world.readOn();
          for (const happen of events) {
            happen(world);
            const report = await world.readOn();
            // An old segment may disappear unnoticed until the daily look.
            if ([...world.gone].some(at => at < world.length - RECENT))
              continue;
            const anew = await world.settle(undefined);
            expect(newestOf(report)).toEqual(newestOf(anew));
            for (const { from, to } of report.windows) {
              expect(
                anew.windows.some(each => each.from <= from && to <= each.to),
              ).toBe(true);
            }
          }
          world.append((26 * 3600) / CADENCE);
          const later = await world.settle(world.memory);
          expect(comparable(later)).toEqual(
            comparable(await world.settle(undefined)),
          );
        },
      ),
      { numRuns: 8 },
    );
  }, 120_000);
});

function newestOf({ newestRestorePoint, rpoSeconds, chain }: RepositoryReport) {
  return { newestRestorePoint, rpoSeconds, last: chain?.lastSegment };
}

function comparable(report: RepositoryReport) {
  const { chain, findings, ...rest } = report;
  return {
    ...rest,
    // Of a chain that crossed to another timeline less of the end is remembered.
    chain: { ...chain, tail: chain?.tail.at(-1) },
    findings: findings
      .map(({ code, severity, subject }) => `${severity} ${code} ${subject}`)
      .sort(),
  };
}
