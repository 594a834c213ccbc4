import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { MemoryStore } from './MemoryStore';

/** Repositories that real tools made, kept outside this repository. */
const FIXTURES = resolve(
  __dirname,
  '../../../../../shared/fixtures/backup-store',
);

export const fixturesPresent = existsSync(FIXTURES);

if (!fixturesPresent) {
  process.stderr.write(
    `Tests on real backup repositories are skipped: ${FIXTURES} is absent.\n`,
  );
}

/** `describe` that is skipped where there are no fixtures. */
export const describeFixtures = fixturesPresent ? describe : describe.skip;

/** Names of the fixtures of a tool, such as `broken-wal-gap`. */
export function fixtureNames(tool: string): string[] {
  // A table of tests may not be empty, not even one that is skipped.
  return fixturesPresent ? readdirSync(join(FIXTURES, tool)).sort() : ['none'];
}

const expectedSchema = z.looseObject({
  asOf: z.iso.datetime(),
  targets: z.looseObject({
    rpoSeconds: z.number().optional(),
    maxBackupAgeHours: z.number(),
  }),
  newestUsableBackup: z.string().nullish(),
  earliestRestorable: z.string().nullish(),
  latestRestorable: z
    .looseObject({
      wal: z.string().nullish(),
      archivedAt: z.string().nullish(),
    })
    .nullish(),
  restorableWindows: z
    .array(z.object({ from: z.string(), to: z.string() }))
    .nullish(),
  rpoSeconds: z.number().nullish(),
  gaps: z.array(z.string()).nullish(),
  verdict: z
    .enum(['ok', 'warning', 'critical', 'unknown'])
    .transform(verdict => (verdict === 'warning' ? 'degraded' : verdict)),
});

/** What a correct reader must conclude; what only one tool has is found under its own key. */
export type FixtureExpectation = z.infer<typeof expectedSchema>;

export interface Fixture {
  store: MemoryStore;
  expected: FixtureExpectation;
  /** Of `expected.asOf`. */
  now: Date;
  targets: { rpoSeconds: number; maxBackupAgeSeconds: number };
}

const listingSchema = z.array(
  z.object({
    name: z.string(),
    path: z.string(),
    contentLength: z.number(),
    createdOn: z.coerce.date(),
    lastModified: z.coerce.date(),
    contentMD5: z.string().optional(),
    accessTier: z.string().optional(),
  }),
);

/** Names, sizes and times as the store listed them; contents from the tree. */
export function loadFixture(tool: string, name: string): Fixture {
  const folder = join(FIXTURES, tool, name);
  const json = (file: string): unknown =>
    JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const expected = expectedSchema.parse(json('expected.json'));
  // The tree lies at the blob's name, or below the repository's own prefix: then `path` says where.
  const fileOf = (blob: { name: string; path: string }) =>
    [blob.path, blob.name]
      .map(path => join(folder, 'tree', path))
      .find(existsSync);
  const store = new MemoryStore(
    listingSchema.parse(json('listing.json')).map(blob => {
      const file = fileOf(blob);
      if (!file) throw new Error(`${blob.name} is listed and not in the tree`);
      return {
        name: blob.name,
        size: blob.contentLength,
        createdOn: blob.createdOn,
        lastModified: blob.lastModified,
        contentMd5: blob.contentMD5,
        accessTier: blob.accessTier,
        content: () => readFileSync(file),
      };
    }),
  );
  const { rpoSeconds, maxBackupAgeHours } = expected.targets;
  return {
    store,
    expected,
    now: new Date(expected.asOf),
    targets: {
      rpoSeconds: rpoSeconds ?? maxBackupAgeHours * 3600,
      maxBackupAgeSeconds: maxBackupAgeHours * 3600,
    },
  };
}
