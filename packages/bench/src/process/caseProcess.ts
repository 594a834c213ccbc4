import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Measurement, measureEffort, measureFootprint } from '../measure';

export type CaseMessage<F> =
  /** What crosses the network from now on belongs to the measurement. */
  { kind: 'start' } | { kind: 'end'; finding: F; measurement: Measurement };

/** The child's half of `runCase`: answers the one question it is asked, twice, and says what that took. */
export async function answerCase<Q, F>(
  prepare: (question: Q) => Promise<{
    work: () => Promise<F>;
    close?: () => Promise<void>;
  }>,
): Promise<void> {
  const [question] = (await once(process, 'message')) as [Q];
  const { work, close } = await prepare(question);
  // The first time also pays for the compilation of the code.
  const footprint = await measureFootprint(work);
  const send = (message: CaseMessage<F>) => process.send?.(message);
  send({ kind: 'start' });
  await setTimeout(100);
  const { result, effort } = await measureEffort(work);
  await close?.();
  send({
    kind: 'end',
    finding: result,
    measurement: { ...effort, ...footprint },
  });
  process.disconnect();
}

export function failCase(error: Error): void {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  process.exit(1);
}
