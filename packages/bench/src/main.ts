import { BENCHMARKS } from './benchmarks';

async function main([name, ...args]: string[]): Promise<void> {
  const benchmark = name === undefined ? undefined : BENCHMARKS[name];
  if (!benchmark) {
    const names = Object.keys(BENCHMARKS).join(', ');
    process.stderr.write(`Usage: yarn bench NAME, one of: ${names}\n`);
    process.exitCode = 2;
    return;
  }
  await benchmark(args, text => process.stdout.write(`${text}\n`));
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  process.exitCode = 1;
});
