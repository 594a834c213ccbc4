import {
  CLOSED_UNTIL_MENDED,
  ClosedSpan,
  Platform,
  Span,
} from '@plumbline/plugin-odoo-common';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Cron knows no year: what ends later than this would be in force now, a year too early. */
const LONGEST_MS = 355 * DAY_MS;

/** And what began so long ago would begin once more before then, a year after it began. */
const BEGAN_AT_MOST_MS = 365 * DAY_MS - LONGEST_MS;

/** Most that a tenant waits after a closure has ended. */
const STAGGER_MINUTES = 30;

/** So long after the end of a span somebody may still be closed by it. */
export const LATEST_END_MS = STAGGER_MINUTES * MINUTE_MS;

/** What people write in calendars has no length, and stands once more for every span. */
const REASON_MAX_LENGTH = 120;

/** What a cluster is told of the calendars of the tenants on it. */
export interface FreezesInput {
  platform: Platform;
  cluster: string;
  tenants: readonly TenantFreezes[];
  /** Milliseconds since 1970. */
  asOf: number;
  /** How far the calendars were read. */
  knownUntil: number;
}

export interface TenantFreezes {
  tenant: string;
  /** Of `closedSpans`, from `LATEST_END_MS` before `asOf` to `knownUntil`; absent: a calendar cannot be read. */
  closed?: readonly ClosedSpan[];
  /** When its calendars were known again, after a time in which they were not; milliseconds since 1970. */
  readableAt?: number;
  /** Its environments on the cluster. */
  environments: readonly {
    /** `<tenant>-<stage>` */
    name: string;
    /** Whether its tier keeps freezes. */
    keeps: boolean;
    /** A change of it passes the freezes that far: somebody has overridden the gate, or it is one that has none. */
    passesUntil?: number;
  }[];
}

/** A time in which nothing is applied, and why. */
export interface Closure extends Span {
  because: string;
}

/**
 * When nothing of a tenant is applied. It has an end, but no gap: a file that was forgotten closes at `knownUntil`, and
 * one of a calendar that cannot be read is closed, for nobody knows what it forbids. A tenant's closures end up to half
 * an hour late, always alike: the end of a common freeze must not start all tenants at once.
 */
export function closuresOf(
  { tenant, closed, readableAt }: TenantFreezes,
  { asOf, knownUntil }: Pick<FreezesInput, 'asOf' | 'knownUntil'>,
): Closure[] {
  const last = asOf + LONGEST_MS;
  const known = knownClosuresOf({ tenant, closed, readableAt }, { asOf });
  if (!known) {
    return [{ from: asOf, to: last, because: CLOSED_UNTIL_MENDED.unread }];
  }
  return [
    ...known,
    { from: knownUntil, to: last, because: CLOSED_UNTIL_MENDED.outdated },
  ];
}

/** Those of its calendars alone, whose end is known; undefined: one of them cannot be read. */
export function knownClosuresOf(
  {
    tenant,
    closed,
    readableAt,
  }: Pick<TenantFreezes, 'tenant' | 'closed' | 'readableAt'>,
  { asOf }: Pick<FreezesInput, 'asOf'>,
): Closure[] | undefined {
  const late = staggerMs(tenant);
  if (!closed) return undefined;
  const known = closed.map(({ from, to, causes }) => ({
    from: Math.max(from, asOf - BEGAN_AT_MOST_MS),
    to: Math.min(to + late, asOf + LONGEST_MS),
    because: shortened([...new Set(causes.map(({ title }) => title))]),
  }));
  return readableAt === undefined || readableAt + LATEST_END_MS <= asOf
    ? known
    : [reopening(readableAt, late), ...known];
}

/** What one bad calendar, or a file that nobody renewed, has closed for many is not opened for all at once either. */
function reopening(readableAt: number, late: number): Closure {
  return {
    from: readableAt,
    to: readableAt + late,
    because: 'its calendars are known again: tenants open one after the other',
  };
}

function shortened(titles: readonly string[]): string {
  const text = titles.join(', ');
  return text.length > REASON_MAX_LENGTH
    ? `${text.slice(0, REASON_MAX_LENGTH - 3)}...`
    : text;
}

/** What is left of the closures for an environment that passes them until then. It ends by itself, whatever becomes of us. */
export function closuresAfter(
  closures: readonly Closure[],
  passesUntil: number,
): Closure[] {
  return closures
    .filter(({ to }) => to > passesUntil)
    .map(closure => ({
      ...closure,
      from: Math.max(closure.from, passesUntil),
    }));
}

/** Comment at the head of the file; `freezesAsOf` reads it again. */
export const freezesHeading = ({
  asOf,
  knownUntil,
}: Pick<FreezesInput, 'asOf' | 'knownUntil'>): string =>
  `Rendered from calendars/ on ${day(
    asOf,
  )}, never edited by hand. Render it anew before ${day(
    knownUntil,
  )}: from then on it closes.`;

/** The day of which a file is, in milliseconds since 1970; undefined: it says none. */
export function freezesAsOf(content: string): number | undefined {
  return dayIn(content, /^# Rendered from calendars\/ on (\d{4}-\d{2}-\d{2}),/);
}

/** The day from which on it closes, in milliseconds since 1970; undefined: it says none. */
export function freezesKnownUntil(content: string): number | undefined {
  return dayIn(content, /^# Rendered .* anew before (\d{4}-\d{2}-\d{2}):/);
}

function dayIn(content: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(content);
  const at = found ? Date.parse(`${found[1]}T00:00:00Z`) : NaN;
  return Number.isNaN(at) ? undefined : at;
}

/** So long after the end of a closure a tenant opens; always the same for a tenant. */
export function staggerMs(tenant: string): number {
  return staggerMinutes(tenant) * MINUTE_MS;
}

function staggerMinutes(tenant: string): number {
  const hash = [...tenant].reduce(
    (sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521,
    7,
  );
  return hash % (STAGGER_MINUTES + 1);
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
