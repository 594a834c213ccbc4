import { ClosedSpan } from '@plumbline/plugin-odoo-common';
import { eventOf } from '@plumbline/plugin-odoo-common/testUtils';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import {
  examplePlatform,
  exampleSpec,
  EXAMPLE_REF,
  renderInputFor,
} from '../__testUtils__/examples';
import { PublishedSchemas, schemasPresent } from '../__testUtils__/schemas';
import { renderEnvironment } from '../render/renderEnvironment';
import { parse } from 'yaml';
import { renderSyncWindows } from './syncWindows';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const platform = examplePlatform();
const CAUSE = eventOf('freeze', 'dublin', {
  from: '2026-12-20T00:00',
  to: '2026-12-21T00:00',
});

interface Window {
  kind: string;
  schedule: string;
  duration: string;
  timeZone: string;
}
interface Project {
  metadata: { name: string };
  spec: { syncWindows: Window[] };
}

function projectsOf(input: {
  tenants: { tenant: string; closed?: ClosedSpan[] }[];
  asOf: number;
  knownUntil: number;
}): Project[] {
  const { content } = renderSyncWindows({
    platform,
    cluster: 'aks-north-1',
    ...input,
    tenants: input.tenants.map(each => ({ environments: [], ...each })),
  });
  return parseAllDocuments(content).map(document => document.toJS());
}

/** As Argo CD asks: whether the schedule has fired within the duration before now. */
function isDenied({ spec }: Project, now: number): boolean {
  return spec.syncWindows.some(({ schedule, duration }) => {
    const [minute, hour, date, month] = schedule.split(' ').map(Number);
    const length = Number(duration.replace('m', '')) * MINUTE;
    const year = new Date(now).getUTCFullYear();
    return [year - 1, year, year + 1].some(candidate => {
      const fired = Date.UTC(candidate, month - 1, date, hour, minute);
      const exists = new Date(fired).getUTCDate() === date;
      return exists && fired <= now && now < fired + length;
    });
  });
}

const AS_OF = Date.parse('2027-11-23T00:00:00Z');
const KNOWN_UNTIL = AS_OF + 90 * DAY;
const anySpans = fc
  .array(
    fc.tuple(
      fc.integer({ min: 1, max: 9000 }),
      fc.integer({ min: 1, max: 9000 }),
    ),
    { maxLength: 8 },
  )
  .map(gaps => {
    let at = AS_OF - 3 * DAY;
    return gaps.map(([gap, length]): ClosedSpan => {
      // Between minutes, as an event may begin.
      const from = at + gap * MINUTE + 1234;
      at = from + length * MINUTE;
      return { from, to: at, causes: [CAUSE] };
    });
  });
const anyTenant = fc.stringMatching(/^[a-z]{3,20}$/);

describe('sync windows', () => {
  it('deny whenever the calendar closes, open when it opens or half an hour later, and close when nobody renews them', () => {
    fc.assert(
      fc.property(
        anySpans,
        anyTenant,
        fc.integer({ min: 0, max: 350 * 24 * 60 }),
        (closed, tenant, minute) => {
          const now = AS_OF + minute * MINUTE;
          const [project] = projectsOf({
            tenants: [{ tenant, closed }],
            asOf: AS_OF,
            knownUntil: KNOWN_UNTIL,
          });
          const isClosed =
            now >= KNOWN_UNTIL ||
            closed.some(({ from, to }) => from <= now && now < to);
          const isNearlyClosed = closed.some(
            ({ from, to }) => from - MINUTE <= now && now < to + 31 * MINUTE,
          );
          const denied = isDenied(project, now);
          // Between the end of a closure and half an hour later, either is right.
          expect(isClosed || (isNearlyClosed && denied)).toBe(denied);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('spread the tenants that one freeze held back, each always alike', () => {
    const to = Date.parse('2027-12-24T00:00:00Z');
    const closed = [{ from: to - DAY, to, causes: [CAUSE] }];
    const tenants = Array.from({ length: 200 }, (_, index) => ({
      tenant: `tenant-${index}`,
      closed,
    }));
    const input = { tenants, asOf: AS_OF, knownUntil: KNOWN_UNTIL };
    const released = projectsOf(input).map(project => {
      let minute = 0;
      while (isDenied(project, to + minute * MINUTE)) minute += 1;
      return minute;
    });
    const counts = new Map<number, number>();
    released.forEach(minute =>
      counts.set(minute, (counts.get(minute) ?? 0) + 1),
    );
    expect(Math.max(...released)).toBeLessThanOrEqual(30);
    expect(Math.max(...counts.values())).toBeLessThan(20);
    expect(projectsOf(input)).toEqual(projectsOf(input));
  });

  it('end with a closure that began long ago, and do not begin anew a year after that', () => {
    for (const [began, ends] of [
      [400, 1],
      [362, 2],
      [300, 20],
      [900, 60],
    ]) {
      const closed = [
        {
          from: AS_OF - began * DAY,
          to: AS_OF + ends * DAY,
          causes: [CAUSE],
        },
      ];
      const [project] = projectsOf({
        tenants: [{ tenant: 'rail', closed }],
        asOf: AS_OF,
        knownUntil: KNOWN_UNTIL,
      });
      const days = Array.from({ length: 90 }, (_, day) => day);
      expect(
        days.filter(day => isDenied(project, AS_OF + day * DAY + DAY / 2)),
      ).toEqual(days.slice(0, ends));
    }
  });

  it('deny all the time where a calendar cannot be read', () => {
    const [project] = projectsOf({
      tenants: [{ tenant: 'rail' }],
      asOf: AS_OF,
      knownUntil: KNOWN_UNTIL,
    });
    expect(project.metadata.name).toBe('odoo-rail');
    expect(isDenied(project, AS_OF)).toBe(true);
    expect(isDenied(project, AS_OF + 300 * DAY)).toBe(true);
  });
});

(schemasPresent ? describe : describe.skip)('sync windows', () => {
  it('come in projects that are there before an application and as long as one refers to them', () => {
    const [{ metadata }] = projectsOf({
      tenants: [{ tenant: 'rail', closed: [] }],
      asOf: AS_OF,
      knownUntil: KNOWN_UNTIL,
    });
    expect(metadata).toMatchObject({
      annotations: { 'argocd.argoproj.io/sync-wave': '-1' },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    });
  });

  it('pass the published schema', () => {
    const [project] = projectsOf({
      tenants: [
        {
          tenant: 'rail',
          closed: [{ from: AS_OF, to: AS_OF + DAY, causes: [CAUSE] }],
        },
      ],
      asOf: AS_OF,
      knownUntil: KNOWN_UNTIL,
    });
    expect(new PublishedSchemas().problemsOf(project as never)).toEqual([]);
  });
});

describe('the project of an environment', () => {
  const projectIn = (
    change: Parameters<typeof exampleSpec>[0],
    upgrade?: Parameters<typeof renderInputFor>[3],
    syncWindows = true,
  ) => {
    const gitops = { repoUrl: 'https://git.example/gitops.git', syncWindows };
    const files = renderEnvironment(
      renderInputFor(
        exampleSpec(change),
        EXAMPLE_REF,
        examplePlatform({ gitops }),
        upgrade,
      ),
    );
    const entry = files.find(({ path }) => path.startsWith('clusters/'));
    return parse(entry?.content ?? '').spec.project;
  };
  const step = (stepClass: 'additive' | 'roll-back') => ({
    schema: 1,
    step: { from: '18.0-2026.10.1', class: stepClass },
  });

  it('is that of its tenant where freezes are enforced, and never of a roll-back', () => {
    expect(projectIn({ tier: 1 })).toBe('odoo-harbour-civil');
    expect(projectIn({ tier: 1 }, step('additive'))).toBe('odoo-harbour-civil');
    expect(projectIn({ tier: 1 }, step('roll-back'))).toBe('odoo');
    expect(projectIn({ tier: 3, recoveryRegion: undefined })).toBe('odoo');
    expect(projectIn({ tier: 1 }, undefined, false)).toBe('odoo');
  });
});
