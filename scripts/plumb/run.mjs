import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Runs a command to its end. With `log` the output goes to that file and only its tail is shown when
 * the command fails.
 */
export async function run(command, args, { log, ...options } = {}) {
  if (log) await mkdir(dirname(log), { recursive: true });
  const child = spawn(command, args, {
    stdio: ['ignore', log ? 'pipe' : 'inherit', log ? 'pipe' : 'inherit'],
    ...options,
  });
  if (log) {
    const file = createWriteStream(log);
    child.stdout.pipe(file);
    child.stderr.pipe(file);
  }
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) {
    const tail = log ? `\n${await tailOf(log)}` : '';
    throw new Error(`${command} ${args.join(' ')} ended with ${code}${tail}`);
  }
}

/** The last lines of a log file. */
export async function tailOf(log, lines = 40) {
  const text = await readFile(log, 'utf8');
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}

/** What a command prints on standard output, trimmed. */
export async function outputOf(command, args, options = {}) {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    ...options,
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', chunk => {
    text += chunk;
  });
  await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return text.trim();
}
