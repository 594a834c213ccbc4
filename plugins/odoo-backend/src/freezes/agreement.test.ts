import {
  Platform,
  judgeCalendar,
  plainChangeLength,
  platformSchema,
  tenantWindows,
} from '@plumbline/plugin-odoo-common';
import { renderFreezes, staggerMs } from '@plumbline/plugin-odoo-golden-path';
import fc from 'fast-check';
import { DateTime, Duration } from 'luxon';
import { parseAllDocuments } from 'yaml';
import { environmentDocument } from '../__testUtils__/documents';
import { platformInput } from '../__testUtils__/platform';
import {
  changesNow,
  isClosed,
  openWindowMs,
  parseCalendar,
  tenantClosures,
} from '../calendar';
import { dayOf, freezesInput } from './input/freezesInput';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Minutes: Flux is suspended two minutes early, and cron counts whole ones. */
const EARLY = 4;
const LATE = 1;

const platform = platformSchema.parse({
  ...platformInput,
  gitops: { ...platformInput.gitops, syncWindows: true },
  restoreTest: {
    image: `registry.example/restore-test@sha256:${'a'.repeat(64)}`,
    storeAddresses: ['10.0.0.0/24'],
  },
});
const ZONES = ['Europe/Dublin', 'America/New_York', 'Asia/Kolkata'];
const RULES = [
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH',
  'FREQ=MONTHLY;BYMONTHDAY=-1',
  'FREQ=MONTHLY;BYDAY=2TH',
  'FREQ=DAILY;INTERVAL=3',
];
const event = fc.record({
  kind: fc.constantFrom('PAYROLL', 'MONTH-END', 'BILLING', 'TENDER', 'FREEZE'),
  zone: fc.constantFrom(...ZONES),
  day: fc.integer({ min: 1, max: 28 }),
  hour: fc.integer({ min: 0, max: 23 }),
  hours: fc.integer({ min: 1, max: 60 }),
  rule: fc.constantFrom(undefined, ...RULES),
});
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;
const two = (value: number) => String(value).padStart(2, '0');
const icsOf = (events: Event[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap(({ kind, zone, day, hour, hours, rule }, index) => [
      'BEGIN:VEVENT',
      `UID:e${index}`,
      `SUMMARY:${kind}`,
      `CATEGORIES:${kind}`,
      `DTSTART;TZID=${zone}:202610${two(day)}T${two(hour)}1500`,
      `DURATION:PT${hours}H`,
      ...(rule ? [`RRULE:${rule}`] : []),
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const document = environmentDocument('harbour-civil/production', { tier: 2 });
const snapshotOf = (events: Event[] | undefined) =>
  ({
    environments: new Map([
      [
        'harbour-civil/production',
        {
          ...document.metadata,
          spec: document.spec,
          placement: document.placement,
        },
      ],
    ]),
    named: new Set(['harbour-civil/production']),
    calendars: new Map(
      events ? [['harbour-civil', parseCalendar(icsOf(events))]] : [],
    ),
    errors: [],
    files: new Map(),
  } as unknown as Parameters<typeof freezesInput>[0]);

/** As the gate of an update of an enforced tier that takes no time. */
function gateIsOpen(snapshot: ReturnType<typeof snapshotOf>, now: number) {
  const windows = platform.changeWindows;
  const until = now + Duration.fromISO(windows.horizon).toMillis();
  const calendar = tenantClosures(
    snapshot,
    { tenant: 'harbour-civil' },
    platform,
    { from: now, to: until },
  );
  const { verdict } = judgeCalendar({
    ...calendar,
    isNew: false,
    changeWindow: 'enforced',
    windows,
    length: [],
    now,
    until,
  });
  return verdict === 'pass';
}

/** As the calendar page shows it. */
function pageAt(snapshot: ReturnType<typeof snapshotOf>, now: number) {
  const windows = platform.changeWindows;
  const until = now + Duration.fromISO(windows.horizon).toMillis();
  const range = { from: now, to: until };
  const who = { tenant: 'harbour-civil' };
  return tenantWindows({
    ...who,
    ...tenantClosures(snapshot, who, platform, range),
    windows,
    length: plainChangeLength(windows),
    range,
    now,
    until,
  });
}

type Published = (now: number) => boolean;

function published(
  snapshot: ReturnType<typeof snapshotOf>,
  gitops: Platform['clusters'][number]['gitops'],
  { asOf, passesUntil }: { asOf: number; passesUntil?: number },
): Published {
  const cluster = { ...platform.clusters[0], gitops };
  const passing = new Map(
    passesUntil === undefined
      ? []
      : [['harbour-civil/production', passesUntil]],
  );
  const { content } = renderFreezes(
    freezesInput(snapshot, { platform, cluster: cluster.name, asOf, passing }),
    cluster,
  );
  const objects = parseAllDocuments(content).map(each => each.toJS());
  return gitops === 'flux' ? fluxIsOpen(objects) : argoIsOpen(objects);
}

/** As the program of the CronJob reads its data; that it does so is tested against a cluster. */
function fluxIsOpen(
  objects: { kind: string; data?: Record<string, string> }[],
): Published {
  const found = objects.find(({ kind }) => kind === 'ConfigMap');
  const { knownUntil, environments, tenants } = JSON.parse(
    found?.data?.['freezes.json'] ?? '',
  );
  const { passesUntil } = environments['harbour-civil-production'];
  const spans: [string, string][] | undefined = tenants['harbour-civil'];
  return now =>
    now < Date.parse(passesUntil ?? 0) ||
    (now < Date.parse(knownUntil) &&
      spans !== undefined &&
      !spans.some(
        ([from, to]) =>
          Date.parse(from) - 2 * MINUTE <= now && now < Date.parse(to),
      ));
}

interface Window {
  schedule: string;
  duration: string;
  applications: string[];
}

/** As Argo CD asks: whether the schedule has fired within the duration before now. */
function argoIsOpen([project]: {
  spec: { syncWindows: Window[] };
}[]): Published {
  const named = project.spec.syncWindows.filter(({ applications }) =>
    ['*', 'harbour-civil-production'].some(name => applications.includes(name)),
  );
  return now =>
    !named.some(({ schedule, duration }) => {
      const [minute, hour, date, month] = schedule.split(' ').map(Number);
      const length = Number(duration.replace('m', '')) * MINUTE;
      const year = new Date(now).getUTCFullYear();
      return [year - 1, year].some(each => {
        const fired = Date.UTC(each, month - 1, date, hour, minute);
        return fired <= now && now < fired + length;
      });
    });
}

describe.each(['argo-cd', 'flux'] as const)('freezes of %s', gitops => {
  const moment = fc.integer({ min: 0, max: 85 * 24 * 60 });
  const START = Date.parse('2026-10-20T00:00:00Z');

  it('are never open while the gate is closed, and open when it opens', () => {
    fc.assert(
      fc.property(
        fc.array(event, { minLength: 1, maxLength: 5 }),
        fc.array(moment, { minLength: 12, maxLength: 12 }),
        fc.integer({ min: 0, max: 7 }),
        (events, moments, age) => {
          const snapshot = snapshotOf(events);
          const isOpen = published(snapshot, gitops, {
            asOf: dayOf(new Date(START - age * DAY)),
          });
          const wrong = moments
            .map(minute => START + minute * MINUTE)
            .filter(now => now < START + (82 - age) * DAY)
            .filter(now => {
              if (!gateIsOpen(snapshot, now)) return isOpen(now);
              if (isOpen(now)) return false;
              const near = Array.from({ length: EARLY + LATE }, (_, by) =>
                gateIsOpen(snapshot, now + (by - LATE) * MINUTE),
              );
              return !near.includes(false);
            });
          expect(wrong.map(at => new Date(at).toISOString())).toEqual([]);
        },
      ),
      { numRuns: 15 },
    );
  }, 120_000);

  it('let a tenant of three zones through at the minute that gate, page and lists tell, on month ends of 28 to 31 days and beside both changes of the clock', () => {
    const snapshot = snapshotOf(
      ZONES.map(zone => ({
        kind: 'MONTH-END',
        zone,
        day: 31,
        hour: 8,
        hours: 48,
        rule: 'FREQ=MONTHLY;BYMONTHDAY=-1',
      })),
    );
    const late = staggerMs('harbour-civil');
    expect(late).toBeGreaterThan(0);
    const change = {
      ref: { tenant: 'harbour-civil', stage: 'production' as const },
      spec: document.spec,
      snapshot: snapshot as Parameters<typeof isClosed>[0]['snapshot'],
    };
    for (let month = 0; month < 17; month++) {
      // It begins last in New York, and ends last there.
      const begins = DateTime.fromISO('2026-11-01T08:15', { zone: ZONES[1] })
        .plus({ months: month })
        .endOf('month')
        .set({ hour: 8, minute: 15, second: 0, millisecond: 0 });
      const opens = begins.toMillis() + 48 * 60 * MINUTE + late;
      const isOpen = published(snapshot, gitops, {
        asOf: dayOf(begins.toJSDate()),
      });
      const at = (now: number) => ({
        git: isOpen(now),
        gate: gateIsOpen(snapshot, now),
        page: pageAt(snapshot, now).now,
        list: changesNow(snapshot, 'harbour-civil', platform, new Date(now)),
        rollBack: isClosed(change, platform, new Date(now)),
      });
      expect([begins.toISO(), at(opens - MINUTE), at(opens)]).toEqual([
        begins.toISO(),
        {
          git: false,
          gate: false,
          page: 'closed',
          list: 'closed',
          rollBack: true,
        },
        { git: true, gate: true, page: 'open', list: 'open', rollBack: false },
      ]);
      const asked = begins.toMillis();
      const { nextWindow, nowUntil } = pageAt(snapshot, asked);
      expect(nextWindow?.from).toBe(new Date(opens).toISOString());
      expect(nowUntil).toBe(nextWindow?.from);
      expect(openWindowMs(change, platform, new Date(asked))).toBe(
        Date.parse(nextWindow?.to ?? '') - opens,
      );
    }
  });

  it('let pass what may, until then and not a minute longer, and are closed where nobody knows', () => {
    const unknown = snapshotOf(undefined);
    const asOf = dayOf(new Date(START));
    const passesUntil = START + DAY + 7 * MINUTE;
    const isOpen = published(unknown, gitops, { asOf, passesUntil });
    expect(gateIsOpen(unknown, START)).toBe(false);
    expect([passesUntil - MINUTE, passesUntil].map(isOpen)).toEqual([
      true,
      false,
    ]);
    const closed = published(unknown, gitops, { asOf });
    expect([START, START + 200 * DAY].map(closed)).toEqual([false, false]);
  });
});
