import { parseArgs } from 'node:util';
import { InputError } from '@backstage/errors';
import { archiveOf, segmentAt, segmentNameAt } from './archive';
import { tableOf } from '../table';
import { CaseName } from './cases';
import { RecoveryResult, runRecoveryCase } from './runRecoveryCase';
import { startStore, Store } from './store';
import { ROWS } from './table';

const SEGMENTS = 100_000;
const LEAST = 1000;
const MOST = 200_000;
const ALTERNATIVE = 'full listing';

/** The promises of the reader, for 100,000 segments. */
const LIMITS = { listCalls: 3, cpuMilliseconds: 300, blockedMilliseconds: 100 };

/**
 * Reads a Barman repository in a real Azurite, and compares with a listing of every name: what the newest restorable
 * point costs at first and later on, and what it takes to know the whole window.
 */
export async function benchRecovery(
  args: readonly string[],
  print: (line: string) => void,
): Promise<void> {
  const segments = segmentsOf(args);
  print(`A store with ${segments} WAL segments is made ready ...`);
  const store = await startStore(archiveOf(segments, new Date()));
  try {
    const results = await runCases(store, segments, print);
    print('');
    const measured = new Map(
      [...results].map(([name, { measurement }]) => [name, measurement]),
    );
    tableOf(ROWS, ALTERNATIVE, measured).forEach(print);
    print('');
    const { readings, memory } = results.get('whole window')!.finding;
    print(`whole window: in ${readings} readings`);
    print(`memory between readings: ${JSON.stringify(memory).length} bytes`);
    // A small archive is listed as a whole.
    if (segments < SEGMENTS) return;
    for (const name of ['first read', 'incremental'] as const) {
      print(`${name}: ${promisesKept(results.get(name)!)}`);
    }
  } finally {
    await store.stop();
  }
}

async function runCases(
  store: Store,
  segments: number,
  print: (line: string) => void,
): Promise<Map<CaseName, RecoveryResult>> {
  const results = new Map<CaseName, RecoveryResult>();
  const run = async (name: CaseName, memory?: unknown) => {
    print(`  ${name} ...`);
    results.set(name, await runRecoveryCase(store, name, memory));
    return results.get(name)!.finding;
  };
  await run(ALTERNATIVE);
  await run('first read');
  const { memory } = await run('whole window');
  const { name, content } = segmentAt(segments);
  await store.container
    .getBlockBlobClient(name)
    .upload(content, content.length);
  const { lastSegment } = await run('incremental', memory);
  if (lastSegment !== segmentNameAt(segments)) {
    throw new Error(`The newest segment was not found, but ${lastSegment}`);
  }
  return results;
}

function segmentsOf(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: { segments: { type: 'string', default: String(SEGMENTS) } },
  });
  const segments = Number(values.segments);
  if (!Number.isInteger(segments) || segments < LEAST || segments > MOST) {
    throw new InputError(`--segments is a number from ${LEAST} to ${MOST}`);
  }
  return segments;
}

function promisesKept({ measurement }: RecoveryResult): string {
  const { listCalls, cpuMilliseconds, blockedMilliseconds } = measurement;
  const verdict = (value: number, limit: number) =>
    `${value.toFixed(0)} of ${limit}${value > limit ? ' EXCEEDED' : ''}`;
  return [
    `list calls ${verdict(listCalls, LIMITS.listCalls)}`,
    `CPU ms ${verdict(cpuMilliseconds, LIMITS.cpuMilliseconds)}`,
    `longest block ms ${verdict(
      blockedMilliseconds,
      LIMITS.blockedMilliseconds,
    )}`,
  ].join(', ');
}
