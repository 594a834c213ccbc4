import {
  EnvironmentRef,
  EnvironmentSpec,
  Platform,
  Span,
  closedAt,
  closedSpans,
  nextWindow,
  stricterWindow,
} from '@plumbline/plugin-odoo-common';
import { Duration } from 'luxon';
import { tenantClosures } from './tenantClosures';
import { RegisteredEnvironment, RegistrySnapshot } from '../registry';

/** An environment as a change makes it. */
export interface Changed {
  ref: EnvironmentRef;
  spec: EnvironmentSpec;
  /** Absent for a new one. */
  before?: RegisteredEnvironment;
  snapshot: RegistrySnapshot;
}

/** How strictly the tiers of a change, before and after, keep to the calendars. */
const strictnessOf = ({ spec, before }: Changed, { tiers }: Platform) =>
  stricterWindow(
    [spec, ...(before ? [before.spec] : [])].map(
      ({ tier }) => tiers[tier].changeWindow,
    ),
  );

/** The spans that the tenant's calendars close; undefined: one of them cannot be read. */
function closuresOf(
  { ref, spec, snapshot }: Changed,
  platform: Platform,
  range: Span,
) {
  const { events, unread, opensLateMs } = tenantClosures(
    snapshot,
    { tenant: ref.tenant, more: spec.legalEntities },
    platform,
    range,
  );
  return unread.length > 0
    ? undefined
    : closedSpans(events, platform.changeWindows, opensLateMs);
}

/**
 * Milliseconds of the window in which a change could begin now or, while it is closed, of the next one. `Infinity`:
 * the tier needs none; undefined: nobody knows.
 */
export function openWindowMs(
  change: Changed,
  platform: Platform,
  now: Date,
): number | undefined {
  if (strictnessOf(change, platform) !== 'enforced') return Infinity;
  const horizon = Duration.fromISO(platform.changeWindows.horizon).toMillis();
  const range: Span = { from: now.getTime(), to: now.getTime() + horizon };
  const spans = closuresOf(change, platform, range);
  if (!spans) return undefined;
  const window = nextWindow(spans, range, 0);
  return window ? window.to - window.from : 0;
}

/** Whether the business is closed to changes now, as far as its tier minds; a calendar that cannot be read closes. */
export function isClosed(
  change: Changed,
  platform: Platform,
  now: Date,
): boolean {
  if (strictnessOf(change, platform) === 'free') return false;
  const at = now.getTime();
  const spans = closuresOf(change, platform, { from: at, to: at });
  return !spans || closedAt(spans, at) !== undefined;
}
