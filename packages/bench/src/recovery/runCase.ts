import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Measurement } from '../measure';
import { CaseMessage, CaseQuestion } from './caseProcess';
import { CaseName, Finding } from './cases';
import { startCountingProxy } from './countingProxy';
import { Store } from './store';

export interface CaseResult extends Finding {
  measurement: Measurement & {
    listCalls: number;
    requests: number;
    bytes: number;
  };
}

/** Runs a case in a process of its own, so that none pays for the memory of another. */
export async function runCase(
  { port, readableUrl }: Store,
  name: CaseName,
  memory?: unknown,
): Promise<CaseResult> {
  const proxy = await startCountingProxy(port);
  const child = fork(require.resolve('./caseProcess.ts'), {
    execArgv: [...process.execArgv, '--expose-gc'],
  });
  const question: CaseQuestion = {
    name,
    url: readableUrl(proxy.port),
    memory,
  };
  child.send(question);
  const counts = () => ({
    listCalls: proxy.requests('list'),
    requests: proxy.requests('all'),
    bytes: proxy.bytesReceived(),
  });
  let before = counts();
  let result: CaseResult | undefined;
  child.on('message', (message: CaseMessage) => {
    if (message.kind === 'start') before = counts();
    // The loader of TypeScript sends messages of its own.
    if (message.kind !== 'end') return;
    const after = counts();
    result = {
      ...message.finding,
      measurement: {
        ...message.measurement,
        listCalls: after.listCalls - before.listCalls,
        requests: after.requests - before.requests,
        bytes: after.bytes - before.bytes,
      },
    };
  });
  await once(child, 'exit');
  await proxy.close();
  if (!result) throw new Error(`The case "${name}" failed`);
  return result;
}
