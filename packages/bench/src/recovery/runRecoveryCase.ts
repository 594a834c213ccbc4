import { startCountingProxy } from '../process/countingProxy';
import { CaseResult, runCase } from '../process/runCase';
import { CaseQuestion } from './caseProcess';
import { CaseName, Finding } from './cases';
import { Store } from './store';

export type RecoveryResult = CaseResult<
  Finding,
  { listCalls: number; requests: number; bytes: number }
>;

export async function runRecoveryCase(
  { port, readableUrl }: Store,
  name: CaseName,
  memory?: unknown,
): Promise<RecoveryResult> {
  const proxy = await startCountingProxy(port);
  const question: CaseQuestion = { name, url: readableUrl(proxy.port), memory };
  try {
    return await runCase(name, {
      module: require.resolve('./caseProcess.ts'),
      question: { ...question },
      counts: () => ({
        listCalls: proxy.requests('list'),
        requests: proxy.requests('all'),
        bytes: proxy.bytesReceived(),
      }),
    });
  } finally {
    await proxy.close();
  }
}
