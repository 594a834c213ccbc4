import { PipelineRun } from '@plumbline/plugin-odoo-common';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const after = (wait: number, now: Date) =>
  new Date(now.getTime() + wait).toISOString();

/**
 * When a run is asked for again. Somebody waits for one that goes on, or whose provider is away. One that succeeded stays
 * so once its commit is on the branch; until then it may be merged. One that ended otherwise may be run again; one that is
 * not there, or not shown, blocks its release until somebody has mended the credentials.
 *
 * @param outage - the provider could not be asked at all
 * @param refused - the run is not there, or not shown
 */
export function nextLook(
  {
    run,
    outage,
    refused,
  }: { run?: PipelineRun; outage?: boolean; refused?: boolean },
  now: Date,
): string | undefined {
  const succeeded = run?.conclusion === 'succeeded';
  if (succeeded && run.branch !== undefined) return undefined;
  const waited = run ? run.state !== 'completed' : outage && !refused;
  if (waited) return after(2 * MINUTE_MS, now);
  if (outage) return after(10 * MINUTE_MS, now);
  return after(refused || succeeded ? 60 * MINUTE_MS : DAY_MS, now);
}
