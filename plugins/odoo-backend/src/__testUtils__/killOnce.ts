import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GitRemote } from './GitRemote';
import { PortalProcess } from './PortalProcess';

/** The hook of the remote that kills the process of the portal that pushes, once, with SIGKILL. */
export function killOnce(
  remote: GitRemote,
  { root }: PortalProcess,
  hook: string,
) {
  const file = join(remote.url, 'hooks', hook);
  const killed = join(root, `${hook}.killed`);
  writeFileSync(
    file,
    [
      '#!/bin/sh',
      `if [ -e '${killed}' ]; then exit 0; fi`,
      `touch '${killed}'`,
      // Inherited from the process that pushes (see `portalMain.ts`).
      'kill -9 "$PORTAL_PID"',
      // A pre-receive hook that fails: the commit exists in the portal's clone only, and dies with it.
      'exit 1',
      '',
    ].join('\n'),
  );
  chmodSync(file, 0o755);
  return () => existsSync(killed);
}
