import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Postgres {
  url: string;
  stop(): Promise<void>;
}

/** A real PostgreSQL of its own on the loopback: the one that `./plumb test` has. */
export async function startPostgres(): Promise<Postgres> {
  const script = pathToFileURL(resolve('scripts/plumb/postgres.mjs')).href;
  // The scripts are plain JavaScript: they run before anything is installed.
  const { startPostgres: start } = (await import(script)) as {
    startPostgres(): Promise<Postgres>;
  };
  return start();
}
