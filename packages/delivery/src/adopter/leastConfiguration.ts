import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { readText } from '../plugins';

/** A GitOps repository at its first commit: nothing yet. Answers where it is. */
export function emptyRepository(folder: string): string {
  mkdirSync(folder);
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder });
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 'Adopter');
  git('config', 'user.email', 'adopter@portal.example');
  git('commit', '-q', '--allow-empty', '-m', 'Nothing yet');
  return folder;
}

/** app-config of an adopter: a backend on the loopback, and under `odoo` the least that the README says is needed. */
export function leastConfiguration({
  port,
  token,
  repository,
}: {
  port: number;
  /** Of a script that reads. */
  token: string;
  /** The GitOps repository. */
  repository: string;
}): string {
  const url = `http://127.0.0.1:${port}`;
  return stringify({
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      auth: {
        externalAccess: [
          { type: 'static', options: { token, subject: 'adopter' } },
        ],
      },
    },
    odoo: leastOdoo(repository),
  });
}

function leastOdoo(repository: string): object {
  const [, least] =
    readText('plugins/odoo-backend/README.md').match(
      /```yaml\n(odoo:[\s\S]*?)```/,
    ) ?? [];
  const { odoo } = parse(least.replaceAll('<digest>', 'c'.repeat(64)));
  return { ...odoo, gitops: { url: repository } };
}
