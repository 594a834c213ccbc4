import { checkPolicies } from './checkPolicies/checkPolicies';
import { inspectBackups } from './inspectBackups/inspectBackups';
import { Output } from './Output';

/** Runs one command of `plumb`; standard output carries its result and nothing else. */
async function main([command, ...args]: string[]): Promise<number> {
  const output: Output = {
    result: text => process.stdout.write(`${text}\n`),
    note: text => process.stderr.write(`plumb: ${text}\n`),
  };
  if (command === 'inspect-backups') return inspectBackups(args, output);
  if (command === 'check-policies') return checkPolicies(args, output);
  output.note(`there is no command ${command}`);
  return 2;
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`plumb: ${error?.stack ?? error}\n`);
    process.exitCode = 1;
  },
);
