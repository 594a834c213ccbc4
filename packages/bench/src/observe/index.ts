import { parseArgs } from 'node:util';
import { InputError } from '@backstage/errors';
import { runCase } from '../process/runCase';
import {
  Row,
  count,
  kilobytes,
  megabytes,
  milliseconds,
  tableOf,
} from '../table';
import { CaseQuestion, Finding } from './caseProcess';
import { startClusters } from './clusters';
import { Template, templateFromSandbox } from './template';

const ENVIRONMENTS = 500;
const MOST = 2000;
const CLUSTERS = [1, 3];
const ALTERNATIVE = 'stock';

const ROWS = [
  ['API calls', 'calls', count],
  ['bytes received', 'bytes', kilobytes],
  ['time', 'milliseconds', milliseconds],
  ['CPU', 'cpuMilliseconds', milliseconds],
  ['longest block', 'blockedMilliseconds', milliseconds],
  ['heap on top', 'heapBytes', megabytes],
  ['resident', 'residentBytes', megabytes],
] as const satisfies Row<string>[];

/**
 * One refresh of many environments through our collector and through the stock Kubernetes plugin, which asks for each
 * entity on its own, against the same API servers of the sandbox.
 */
export async function benchObserve(
  args: readonly string[],
  print: (line: string) => void,
): Promise<void> {
  const environments = environmentsOf(args);
  print('An environment of the sandbox is grown ...');
  const template = await templateFromSandbox();
  print(`It has ${template.objects.length} objects.`);
  for (const clusters of CLUSTERS) {
    print('');
    print(`${environments} copies on ${clusters} cluster(s):`);
    await benchClusters(template, { clusters, environments }, print);
  }
}

async function benchClusters(
  template: Template,
  size: { clusters: number; environments: number },
  print: (line: string) => void,
): Promise<void> {
  const world = await startClusters(template, size);
  const { access, environments, counts } = world;
  const results = new Map();
  try {
    for (const name of ['stock', 'collector'] as const) {
      print(`  ${name} ...`);
      const question: CaseQuestion = { name, clusters: access, environments };
      const { finding, measurement } = await runCase<
        Finding,
        ReturnType<typeof counts>
      >(name, {
        module: require.resolve('./caseProcess.ts'),
        question: JSON.parse(JSON.stringify(question)),
        counts,
      });
      if (finding.environmentsSeen !== size.environments) {
        throw new Error(
          `${name} saw ${finding.environmentsSeen} of ${size.environments} environments`,
        );
      }
      results.set(name, measurement);
    }
  } finally {
    await world.stop();
  }
  tableOf(ROWS, ALTERNATIVE, results).forEach(print);
}

function environmentsOf(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      environments: { type: 'string', default: String(ENVIRONMENTS) },
    },
  });
  const environments = Number(values.environments);
  if (
    !Number.isInteger(environments) ||
    environments < 1 ||
    environments > MOST
  ) {
    throw new InputError(`--environments is a number from 1 to ${MOST}`);
  }
  return environments;
}
