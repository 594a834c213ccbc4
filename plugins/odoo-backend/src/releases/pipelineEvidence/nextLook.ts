import { PipelineRun } from '@plumbline/plugin-odoo-common';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * When a run is asked for again. One that succeeded stays so. One that ended otherwise may be run again; one that is
 * not there, or not shown, may be found once somebody has mended the credentials.
 *
 * @param outage - the provider could not be asked at all
 */
export function nextLook(
  { run, outage }: { run?: PipelineRun; outage?: boolean },
  now: Date,
): string | undefined {
  if (run?.conclusion === 'succeeded') return undefined;
  const soon = outage || (run && run.state !== 'completed');
  const wait = soon ? 10 * MINUTE_MS : DAY_MS;
  return new Date(now.getTime() + wait).toISOString();
}
