import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Serializable } from 'node:child_process';
import { Measurement } from '../measure';
import { CaseMessage } from './caseProcess';

/** What is counted from outside of the process, such as requests. */
export type Counts = Record<string, number>;

export interface CaseResult<F, C extends Counts> {
  finding: F;
  measurement: Measurement & C;
}

/** Runs a case in a process of its own, so that none pays for the memory of another. */
export async function runCase<F, C extends Counts>(
  name: string,
  options: {
    /** Path of a module that calls `answerCase`. */
    module: string;
    question: Serializable;
    counts: () => C;
  },
): Promise<CaseResult<F, C>> {
  const { counts } = options;
  const child = fork(options.module, {
    execArgv: [...process.execArgv, '--expose-gc'],
  });
  child.send(options.question);
  let before = counts();
  let result: CaseResult<F, C> | undefined;
  child.on('message', (message: CaseMessage<F>) => {
    if (message.kind === 'start') before = counts();
    // The loader of TypeScript sends messages of its own.
    if (message.kind !== 'end') return;
    const added = Object.entries(counts()).map(([key, value]) => [
      key,
      value - before[key],
    ]);
    result = {
      finding: message.finding,
      measurement: { ...message.measurement, ...Object.fromEntries(added) },
    };
  });
  await once(child, 'exit');
  if (!result) throw new Error(`The case "${name}" failed`);
  return result;
}
