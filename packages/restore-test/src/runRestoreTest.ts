import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RestoreTestResult } from '@plumbline/plugin-odoo-common';
import { TestFailure, failureText } from './failure';
import { Protocol, signResult, uploadResult } from './result';
import { RestoreTest, restoreAndCheck } from './restoreAndCheck';
import { Settings } from './settings';

/**
 * One restore test from beginning to end: restores, checks, writes the signed result whatever came of
 * it, and removes all that it made.
 * @param stop ends the test early, with a failed result that gives its reason
 * @param say takes a line of progress; it never holds a secret
 * @throws Error when the result cannot be written
 */
export async function runRestoreTest(
  settings: Settings,
  stop: AbortSignal,
  say: (line: string) => void,
): Promise<RestoreTestResult> {
  const startedAt = new Date();
  await rm(settings.NEUTRALISED_MARKER, { force: true });
  await mkdir(settings.WORK_DIRECTORY, { recursive: true });
  const directory = await mkdtemp(join(settings.WORK_DIRECTORY, 'restore-'));
  const deadline = deadlineIn(settings.DEADLINE_SECONDS);
  const ended = AbortSignal.any([stop, deadline.signal]);
  const protocol = new Protocol(say, ended);
  try {
    const failure = await failureOf({
      settings,
      directory,
      protocol,
      stop: ended,
    });
    const result = resultOf(settings, protocol, startedAt, failure);
    say(`${result.outcome}: ${result.summary}`);
    await uploadResult(
      settings.RESULT_URL,
      settings.RESULT_SAS_FILE,
      signResult(result, settings.SIGNING_KEY_FILE, settings.KEY_ID),
    );
    return result;
  } finally {
    deadline.clear();
    await rm(settings.NEUTRALISED_MARKER, { force: true });
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

function deadlineIn(seconds: number) {
  const controller = new AbortController();
  const timer = setTimeout(
    () =>
      controller.abort(
        new TestFailure(`The test had not finished after ${seconds} s`),
      ),
    seconds * 1000,
  );
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}

/** In words; undefined: everything passed. */
async function failureOf(test: RestoreTest): Promise<string | undefined> {
  try {
    await restoreAndCheck(test);
    return undefined;
  } catch (error) {
    // What was under way fails in many ways when it is stopped: why it was stopped is what counts.
    return failureText(test.stop.aborted ? test.stop.reason : error);
  }
}

function resultOf(
  settings: Settings,
  { phases, checks, recovered, sizeBytes }: Protocol,
  startedAt: Date,
  failure: string | undefined,
): RestoreTestResult {
  const { POINT: point } = settings;
  const finishedAt = new Date();
  const seconds = Math.round(
    (finishedAt.getTime() - startedAt.getTime()) / 1000,
  );
  return {
    version: 1,
    environment: settings.ENVIRONMENT,
    test: settings.ID,
    nonce: settings.NONCE,
    point,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    outcome: failure === undefined ? 'passed' : 'failed',
    summary:
      failure ??
      `Backup ${point.backup} restored up to segment ${point.segment} in ${seconds} s; data, attachments and Odoo checked`,
    recovered,
    phases,
    checks,
    sizeBytes,
  };
}
