import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { generate } from 'selfsigned';
import { z } from 'zod';

const YEARS = 365 * 86_400_000;

const identitySchema = z.object({
  seededAt: z.iso.datetime(),
  vaultKey: z.string(),
  certificateAuthority: z.object({ cert: z.string(), key: z.string() }),
  tokens: z.record(
    z.string(),
    z.object({ portalToken: z.string(), adminToken: z.string() }),
  ),
  /** Keys of storage accounts are derived from it. */
  storageSeed: z.string(),
  /** Opens the stand-in of Azure Resource Manager. */
  azureToken: z.string(),
  /** Opens the stand-in of GitHub. */
  gitHubToken: z.string(),
  /** Opens the control of the sandbox itself. */
  controlToken: z.string(),
  /** With which restore tests sign: Ed25519, PEM. */
  restoreTestKey: z.object({ publicKey: z.string(), privateKey: z.string() }),
});

/** What a sandbox keeps between its starts, so that kubeconfig files stay valid. */
export type SandboxIdentity = z.infer<typeof identitySchema>;

/** Key of a storage account, in base64. */
export function storageKey({ storageSeed }: SandboxIdentity, account: string) {
  return createHmac('sha256', storageSeed).update(account).digest('base64');
}

const token = () => randomBytes(24).toString('base64url');

async function createIdentity(
  clusters: readonly string[],
  now: Date,
): Promise<SandboxIdentity> {
  const authority = await generate(
    [{ name: 'commonName', value: 'Plumbline sandbox CA' }],
    {
      keyType: 'ec',
      algorithm: 'sha256',
      notAfterDate: new Date(Date.now() + 10 * YEARS),
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      ],
    },
  );
  return {
    seededAt: now.toISOString(),
    vaultKey: token(),
    certificateAuthority: { cert: authority.cert, key: authority.private },
    tokens: Object.fromEntries(
      clusters.map(name => [
        name,
        { portalToken: token(), adminToken: token() },
      ]),
    ),
    storageSeed: token(),
    azureToken: token(),
    gitHubToken: token(),
    controlToken: token(),
    restoreTestKey: generateKeyPairSync('ed25519', {
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }),
  };
}

/** Reads the identity from a file, or makes one and keeps it there, readable by its owner. */
export async function loadIdentity(
  file: string,
  clusters: readonly string[],
  now: Date,
): Promise<SandboxIdentity> {
  const text = await readFile(file, 'utf8').catch(error => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  const known = text === undefined ? {} : JSON.parse(text);
  const complete = identitySchema.safeParse(known);
  const hasAll = clusters.every(name => complete.data?.tokens[name]);
  if (complete.success && hasAll) return complete.data;
  // One of an earlier version keeps what it has and gets what it lacks.
  const created = await createIdentity(clusters, now);
  const tokens = { ...created.tokens, ...known.tokens };
  const identity = identitySchema.parse({ ...created, ...known, tokens });
  await writeFile(file, JSON.stringify(identity), { mode: 0o600 });
  return identity;
}

/** A fresh server certificate for loopback, signed by the sandbox's authority. */
export async function serverCertificate(
  { certificateAuthority }: SandboxIdentity,
  host: string,
): Promise<{ key: string; cert: string }> {
  const pems = await generate(
    [{ name: 'commonName', value: 'Plumbline sandbox' }],
    {
      keyType: 'ec',
      algorithm: 'sha256',
      notAfterDate: new Date(Date.now() + 2 * YEARS),
      ca: certificateAuthority,
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'extKeyUsage', serverAuth: true },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 7, ip: host },
            { type: 2, value: 'localhost' },
          ],
        },
      ],
    },
  );
  return { key: pems.private, cert: pems.cert };
}
