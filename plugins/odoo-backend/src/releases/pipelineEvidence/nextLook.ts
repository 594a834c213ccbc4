import { PipelineRun } from '@plumbline/plugin-odoo-common';

const MINUTE_MS = 60_000;

const after = (wait: number, now: Date) =>
  new Date(now.getTime() + wait).toISOString();

/**
 * When a run is asked for again. Somebody waits for one that goes on, or whose provider is away. One that succeeded stays
 * so once its commit is on the branch; until then it may be merged. Anything else blocks its release until somebody has
 * mended it and the run was read again: soon, as that is a promotion that waits.
 *
 * @param unasked - the record names what cannot be a run: to find out again costs no request
 * @param refused - the run is not there, or not shown, or the portal is not let in
 */
export function nextLook(
  {
    run,
    refused,
    unasked,
  }: { run?: PipelineRun; refused?: boolean; unasked?: boolean },
  now: Date,
): string | undefined {
  if (unasked) return now.toISOString();
  const succeeded = run?.conclusion === 'succeeded';
  if (succeeded && run.branch !== undefined) return undefined;
  const waited = run ? run.state !== 'completed' : !refused;
  return after((waited ? 2 : 10) * MINUTE_MS, now);
}
