import { GateResult } from '../change/change';
import { LegalEntity } from '../environment/spec';
import { TierPolicy } from '../platform/tiers';
import { lengthInWords } from '../recovery/words';
import { ChangeWindows } from './changeWindows';
import { LengthPart, totalSeconds } from './changeLength';
import { ClosedSpan, EntityEvent, closedSpans } from './closedSpans';
import { nextWindow } from './nextWindow';
import { momentInZone } from './words';

/** What nobody can read of a tenant's calendars: `missing` has no file, `malformed` breaks a rule. */
export interface UnreadCalendar {
  /** Whose events are not known: the id of a legal entity, or an environment whose legal entities are not known. */
  subject: string;
  file: string;
  /** From 1; absent: of the whole file. */
  line?: number;
  problem: 'missing' | 'malformed';
  message: string;
}

const inWords = ({ file, line, message }: UnreadCalendar) =>
  `${file}${line === undefined ? '' : `:${line}`}: ${message}`;

export interface CalendarInput {
  /** Nobody works there yet. */
  isNew: boolean;
  /** The stricter of before and after. */
  changeWindow: TierPolicy['changeWindow'];
  windows: ChangeWindows;
  /** The tenant's, at least one. */
  legalEntities: readonly LegalEntity[];
  /** Of every calendar that can be read, up to the longest lead time after `until`. */
  events: readonly EntityEvent[];
  unread: readonly UnreadCalendar[];
  length: readonly LengthPart[];
  /** Milliseconds since 1970. */
  now: number;
  /** How far the calendars were read. */
  until: number;
  /** Of `closedSpans`: `events` are read from so long before now. */
  opensLateMs?: number;
}

export type CalendarCheck = Pick<
  GateResult,
  'verdict' | 'summary' | 'evidence'
> & {
  /** When the change would fit, in milliseconds since 1970; absent: not before `until`, or not known. */
  possibleFrom?: number;
};

type Evidence = GateResult['evidence'];

/**
 * Whether a change begun now has ended, its roll-back included, before the business needs the environment. A
 * calendar that breaks a rule blocks wherever windows count, a missing one where they are enforced: nobody knows what it
 * forbids. Only a new environment may come without one, for nobody works there yet.
 */
export function judgeCalendar(input: CalendarInput): CalendarCheck {
  const { changeWindow, unread } = input;
  if (changeWindow === 'free') {
    const summary = 'Changes of this tier need no window';
    const evidence = unread.map(calendar => ({
      title: `Calendar of ${calendar.subject}`,
      detail: `${inWords(calendar)}; no calendar binds this tier`,
      link: calendar.file,
      verdict: 'note' as const,
    }));
    return { verdict: 'pass', summary, evidence };
  }
  const blocking = unread.filter(
    ({ problem }) => problem === 'malformed' || !input.isNew,
  );
  const fit = judgeFit(input);
  const evidence = [
    ...unread.map(calendar => unreadEvidence(calendar, blocking)),
    ...fit.evidence,
  ];
  // What is wrong in a file is an error of whoever wrote it, at every tier that has windows at all.
  const binding = blocking.filter(
    ({ problem }) => changeWindow === 'enforced' || problem === 'malformed',
  );
  if (binding.length > 0) {
    return {
      verdict: 'blocked',
      summary: `Could not be evaluated, nobody knows what keeps changes from ${subjectsOf(
        binding,
      )}: ${binding.map(inWords).join('; ')}`,
      evidence,
    };
  }
  if (changeWindow === 'warned') {
    const [first] = blocking;
    const warning = first ? inWords(first) : fit.warning;
    const summary = warning
      ? `Warned, not kept back at this tier: ${warning}`
      : fit.summary;
    return { verdict: 'pass', summary, evidence: evidence.map(asNote) };
  }
  return {
    verdict: fit.warning ? 'fail' : 'pass',
    summary: fit.summary,
    evidence,
    possibleFrom: fit.possibleFrom,
  };
}

interface Fit {
  summary: string;
  /** Why it does not fit. */
  warning?: string;
  evidence: Evidence;
  possibleFrom?: number;
}

function judgeFit(input: CalendarInput): Fit {
  const { events, windows, length, now, until, opensLateMs = 0 } = input;
  const needed = totalSeconds(length);
  const spans = closedSpans(events, windows, opensLateMs);
  const window = nextWindow(spans, { from: now, to: until }, needed * 1000);
  const inTheWay = spans.find(({ to }) => to > now);
  const zones = zonesOf(input.legalEntities);
  const lengthEvidence: Evidence[number] = {
    title: 'Time needed',
    detail: `${lengthInWords(needed)}: ${length
      .map(
        ({ title, seconds, because }) =>
          `${title} ${lengthInWords(seconds)} (${because})`,
      )
      .join(', ')}`,
  };
  const quiet = quietEntities(input);
  const late = lateEvidence(opensLateMs);
  if (window?.from === now) {
    return {
      summary: inTheWay
        ? `Open until ${momentInZone(window.to, zones[0])}, ${lengthInWords(
            needed,
          )} are needed`
        : `Open: no event of the calendars closes before ${momentInZone(
            until,
            zones[0],
          )}`,
      evidence: [
        lengthEvidence,
        ...quiet,
        ...late,
        ...causeEvidence(inTheWay, 'note', windows),
      ],
      possibleFrom: now,
    };
  }
  const next = window
    ? `next possible from ${inZones(window.from, zones)}`
    : `none before ${momentInZone(until, zones[0])}`;
  const warning = `${whyNot(inTheWay, { now, needed, zones })}; ${next}`;
  return {
    summary: warning,
    warning,
    evidence: [
      { title: 'Next possible', detail: next },
      lengthEvidence,
      ...quiet,
      ...late,
      ...causeEvidence(inTheWay, 'fail', windows),
    ],
    possibleFrom: window?.from,
  };
}

function whyNot(
  span: ClosedSpan | undefined,
  {
    now,
    needed,
    zones,
  }: { now: number; needed: number; zones: readonly string[] },
): string {
  if (!span) return `It takes ${lengthInWords(needed)}`;
  const names = [...new Set(span.causes.map(({ title }) => title))].join(', ');
  return span.from <= now
    ? `Closed by ${names} until ${inZones(span.to, zones)}`
    : `It takes ${lengthInWords(
        needed,
      )}, and ${names} closes in ${lengthInWords((span.from - now) / 1000)}`;
}

function causeEvidence(
  span: ClosedSpan | undefined,
  verdict: 'fail' | 'note',
  { events }: ChangeWindows,
): Evidence {
  return (span?.causes ?? []).map(event => {
    const { legalEntity, kind, title, from, to, calendar } = event;
    const { timeZone } = legalEntity;
    return {
      title: `${title} (${legalEntity.id})`,
      detail: `${kind} from ${momentInZone(from, timeZone)} to ${momentInZone(
        to,
        timeZone,
      )}; lead time ${events[kind].leadTime}`,
      link: `calendars/${calendar}.ics`,
      verdict,
    };
  });
}

/** The gate opens no sooner than the controller that has to let the change through. */
function lateEvidence(opensLateMs: number): Evidence {
  if (opensLateMs === 0) return [];
  return [
    {
      title: 'After a closure',
      detail: `tenants open one after the other, this one ${lengthInWords(
        opensLateMs / 1000,
      )} after the end of an event`,
      verdict: 'note',
    },
  ];
}

/** A calendar without anything ahead may be one that nobody keeps up. */
function quietEntities({
  legalEntities,
  events,
  unread,
  until,
}: CalendarInput): Evidence {
  const heard = new Set([
    ...events.map(({ legalEntity }) => legalEntity.id),
    ...unread.map(({ subject }) => subject),
  ]);
  return legalEntities
    .filter(({ id }) => !heard.has(id))
    .map(({ id, calendar, timeZone }) => ({
      title: `Calendar of ${id}`,
      detail: `has no event before ${momentInZone(
        until,
        timeZone,
      )}: is it kept up?`,
      link: `calendars/${calendar}.ics`,
      verdict: 'note' as const,
    }));
}

function unreadEvidence(
  calendar: UnreadCalendar,
  blocking: readonly UnreadCalendar[],
): Evidence[number] {
  const { subject, file } = calendar;
  const message = inWords(calendar);
  return {
    title: `Calendar of ${subject}`,
    detail: blocking.includes(calendar)
      ? message
      : `${message}; nobody works there yet`,
    link: file,
    verdict: blocking.includes(calendar) ? 'error' : 'note',
  };
}

function asNote(evidence: Evidence[number]): Evidence[number] {
  return evidence.verdict === 'fail' || evidence.verdict === 'error'
    ? { ...evidence, verdict: 'note' }
    : evidence;
}

function subjectsOf(calendars: readonly UnreadCalendar[]): string {
  return [...new Set(calendars.map(({ subject }) => subject))].join(', ');
}

function zonesOf(entities: readonly LegalEntity[]): string[] {
  return [...new Set(entities.map(({ timeZone }) => timeZone))];
}

/** In the zone of every legal entity: each of them reads its own. */
function inZones(at: number, zones: readonly string[]): string {
  return zones.map(zone => momentInZone(at, zone)).join(' = ');
}
