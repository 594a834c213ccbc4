import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A connection that a pod of the sandbox asked for; its own ports and sockets on disk are not among them. */
export interface Flow {
  at: string;
  to: string;
  outcome: 'allowed' | 'refused';
}

/** Every connection that was asked for in a namespace since the sandbox has its world. */
export async function flowsOf(
  data: string,
  namespace: string,
): Promise<Flow[]> {
  const folder = join(data, 'sandbox/flows', namespace);
  const files = await readdir(folder);
  const texts = await Promise.all(
    files.map(file => readFile(join(folder, file), 'utf8')),
  );
  return texts
    .flatMap(text => text.split('\n'))
    .filter(Boolean)
    .map(line => JSON.parse(line) as Flow);
}
