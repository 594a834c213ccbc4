import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** kubectl against one of the portal's clusters; resolves to what it prints. */
export const kubectlFor =
  (data: string, context: string) =>
  async (...args: string[]): Promise<string> => {
    const { stdout } = await run('kubectl', [
      '--kubeconfig',
      join(data, 'kubeconfig'),
      '--context',
      context,
      ...args,
    ]);
    return stdout.trim();
  };

export async function hasKubectl(): Promise<boolean> {
  try {
    await run('kubectl', ['version', '--client']);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
