import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { measureEffort, measureFootprint, Measurement } from '../measure';
import { CaseName, CASES, Finding } from './cases';

/** What the parent asks for. */
export interface CaseQuestion {
  name: CaseName;
  url: string;
  memory: unknown;
}

export type CaseMessage =
  /** What crosses the network from now on belongs to the measurement. */
  | { kind: 'start' }
  | { kind: 'end'; finding: Finding; measurement: Measurement };

async function main(): Promise<void> {
  const [question] = (await once(process, 'message')) as [CaseQuestion];
  const { name, url, memory } = question;
  const work = () => CASES[name](url, memory);
  // The first time also pays for the compilation of the code.
  const footprint = await measureFootprint(work);
  send({ kind: 'start' });
  await setTimeout(100);
  const { result, effort } = await measureEffort(work);
  send({
    kind: 'end',
    finding: result,
    measurement: { ...effort, ...footprint },
  });
  process.disconnect();
}

function send(message: CaseMessage): void {
  process.send?.(message);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  process.exit(1);
});
