import { readFileSync } from 'node:fs';
import { KeyObject, createPrivateKey } from 'node:crypto';
import { restorePointSchema } from '@plumbline/plugin-odoo-common';
import { z } from 'zod';

/** Becomes part of PostgreSQL's configuration and of a shell command in it: nothing there needs quoting. */
const directory = z
  .string()
  .regex(/^(\/[A-Za-z0-9._@+-]+)+$/, 'must be an absolute path of plain names');

const isLoopback = (host: string) =>
  host === 'localhost' || host === '[::1]' || /^127\./.test(host);

const httpUrl = z
  .url({ protocol: /^https?$/ })
  .refine(
    url => url.startsWith('https:') || isLoopback(new URL(url).hostname),
    'must be https, except on loopback',
  )
  .refine(url => new URL(url).search === '', 'must have no query');

/** A prefix inside a container: empty, or folders that each end in `/`. */
const prefix = z
  .string()
  .max(500)
  .regex(/^([^/]+\/)*$/, 'must be empty or end in /');

const count = (minimum: number, maximum: number) =>
  z.coerce.number().int().min(minimum).max(maximum);

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' });
    return z.NEVER;
  }
});

/** The content of a file that is mounted into the Job. */
const file = z.string().transform((path, context) => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    context.addIssue({
      code: 'custom',
      message: `cannot be read: ${(error as NodeJS.ErrnoException).code}`,
    });
    return z.NEVER;
  }
});

const sasToken = file.pipe(
  z
    .string()
    .regex(/^\??[^\s?#]*\bsig=[^\s?#]+$/, 'must name a file with a SAS')
    .transform(token => token.replace(/^\?/, '')),
);

const signingKey = file.transform((pem, context): KeyObject => {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // What the parser says may quote the key.
  }
  context.addIssue({
    code: 'custom',
    message: 'must name a file with an Ed25519 private key (PKCS #8, PEM)',
  });
  return z.NEVER;
});

/** By the name of the variable without its prefix. */
const settingsSchema = z.object({
  /** `<tenant>/<stage>` */
  ENVIRONMENT: z.string().regex(/^[^/]{1,60}\/[^/]{1,60}$/),
  ID: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
  NONCE: z.string().regex(/^[0-9a-f]{32}$/),
  POINT: json.pipe(restorePointSchema),
  CONTAINER_URL: httpUrl,
  DATABASE_PREFIX: prefix,
  FILESTORE_PREFIX: prefix,
  READ_SAS_FILE: sasToken,
  RESULT_URL: httpUrl,
  RESULT_SAS_FILE: sasToken,
  SIGNING_KEY_FILE: signingKey,
  KEY_ID: z.string().min(1).max(200),
  /** Restored into; what this program makes there it removes again. */
  WORK_DIRECTORY: directory,
  /** Holds the database's socket; shared with Odoo. */
  RUN_DIRECTORY: directory,
  /** Made once the copy is neutralised: Odoo waits for it. */
  NEUTRALISED_MARKER: directory,
  /** Where `postgres` lies; set by the image. */
  POSTGRES_BIN: directory,
  DATABASE: z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/),
  ODOO_URL: httpUrl.refine(
    url => isLoopback(new URL(url).hostname),
    'must be on loopback: Odoo runs beside this program',
  ),
  DEADLINE_SECONDS: count(1, 14 * 24 * 3600),
  ODOO_START_SECONDS: count(1, 24 * 3600).default(900),
  SHARED_BUFFERS_MIB: count(16, 1024 * 1024).default(128),
  ATTACHMENT_SAMPLE: count(1, 100_000).default(200),
  /** How much later than the database the copy of the filestore may be. */
  FILESTORE_LAG_SECONDS: count(0, 30 * 24 * 3600).default(0),
});
export type Settings = z.output<typeof settingsSchema>;

const PREFIX = 'RESTORE_TEST_';

/** Names every wrong variable, one a line. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/** @throws SettingsError that names every wrong variable and quotes no value */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(
    Object.keys(settingsSchema.shape).map(name => [
      name,
      environment[`${PREFIX}${name}`],
    ]),
  );
  const { success, data, error } = settingsSchema.safeParse(given);
  if (success) return data;
  const problems = error.issues.map(
    ({ path: [name, ...rest], message }) =>
      `${PREFIX}${String(name)}${rest
        .map(part => `.${String(part)}`)
        .join('')}: ${
        given[String(name)] === undefined ? 'is not set' : message
      }`,
  );
  throw new SettingsError(
    `The restore test cannot run:\n${problems.join('\n')}`,
  );
}
