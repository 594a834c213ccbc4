import { TestFailure, failureText } from './failure';
import { runRestoreTest } from './runRestoreTest';
import { SettingsError, readSettings } from './settings';

/** Exit code 0: a signed result lies in the store, whatever it says. */
async function main(): Promise<number> {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () =>
      stop.abort(
        new TestFailure(`The test was stopped by ${signal} before it finished`),
      ),
    );
  }
  const say = (line: string) =>
    process.stdout.write(`${new Date().toISOString()} ${line}\n`);
  try {
    await runRestoreTest(readSettings(process.env), stop.signal, say);
    return 0;
  } catch (error) {
    const text =
      error instanceof SettingsError ? error.message : failureText(error);
    process.stderr.write(`${text}\n`);
    return 1;
  }
}

main().then(code => process.exit(code));
