import { randomBytes } from 'node:crypto';
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
});

/** What a sandbox keeps between its starts, so that kubeconfig files stay valid. */
export type SandboxIdentity = z.infer<typeof identitySchema>;

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
  if (text !== undefined) return identitySchema.parse(JSON.parse(text));
  const identity = await createIdentity(clusters, now);
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
