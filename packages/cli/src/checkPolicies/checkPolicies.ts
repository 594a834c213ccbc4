import { Output } from '../Output';
import { UsageError } from '../UsageError';
import { readArguments, USAGE } from './arguments';
import { Check, check } from './check';
import { readFiles, TextFile } from './readFiles';

/** Cases of the policies, not policies. */
const SAMPLES = 'samples';

/** @returns the exit code: 0 all hold, 1 one fails or could not be evaluated, 2 wrong argument */
export async function checkPolicies(
  args: string[],
  output: Output,
): Promise<number> {
  try {
    const { help, policies, params, manifests, json } = readArguments(args);
    if (help) {
      output.result(USAGE);
      return 0;
    }
    const checks = check({
      policies: await readFiles(policies, { leaveOut: SAMPLES }),
      params: await readAll(params),
      manifests: await readAll(manifests),
    });
    output.result(
      json ? JSON.stringify(checks, null, 2) : checks.map(toLine).join('\n'),
    );
    return checks.some(({ verdict }) => ['fail', 'error'].includes(verdict))
      ? 1
      : 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    output.note(`${error.message}. See ./plumb check-policies --help`);
    return 2;
  }
}

async function readAll(paths: readonly string[]): Promise<TextFile[]> {
  const files = await Promise.all(paths.map(path => readFiles(path)));
  return files.flat();
}

/** Names come from files of anybody: they make no lines of their own in a log. */
const printable = (text: string) =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');

function toLine({ policy, object, verdict, message }: Check): string {
  const why = message ? `: ${message}` : '';
  return printable(`${verdict.padEnd(11)} ${policy} ${object}${why}`);
}
