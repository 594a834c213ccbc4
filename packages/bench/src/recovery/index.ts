import { parseArgs } from 'node:util';
import { InputError } from '@backstage/errors';
import { segmentNameAt, uploadArchive, uploadSegment } from './archive';
import { startAzurite } from './Azurite';
import { CaseResult, runCase } from './runCase';
import { tableOf } from './table';

const CONTAINER = 'acme-backup';
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
  const azurite = await startAzurite();
  try {
    const container = azurite.service.getContainerClient(CONTAINER);
    print(
      `Uploading ${segments} WAL segments to Azurite, about two minutes ...`,
    );
    await uploadArchive(container, segments, done => {
      if (done % 20_000 === 0 && done > 0) print(`  ${done}`);
    });
    const results = new Map<string, CaseResult>();
    const run = async (
      name: Parameters<typeof runCase>[2],
      memory?: unknown,
    ) => {
      const result = await runCase(azurite, CONTAINER, name, memory);
      results.set(name, result);
      return result;
    };
    await run(ALTERNATIVE);
    await run('first read');
    const { memory, readings } = await run('whole window');
    await uploadSegment(container, segments);
    const { lastSegment } = await run('incremental', memory);
    if (lastSegment !== segmentNameAt(segments)) {
      throw new Error(`The newest segment was not found, but ${lastSegment}`);
    }
    print('');
    tableOf(ALTERNATIVE, results).forEach(print);
    print('');
    print(`whole window: in ${readings} readings`);
    print(`memory between readings: ${JSON.stringify(memory).length} bytes`);
    for (const name of ['first read', 'incremental']) {
      print(`${name}: ${promisesKept(results.get(name)!)}`);
    }
  } finally {
    await azurite.stop();
  }
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

function promisesKept({ measurement }: CaseResult): string {
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
