import { KeyObject, createPublicKey } from 'node:crypto';
import { InputError } from '@backstage/errors';

/** The public half of a key with which restore tests sign, and the environments that it may speak for. */
export interface VerificationKey {
  id: string;
  key: KeyObject;
  /** `<tenant>/<stage>`, either of which may be `*`. */
  environments: readonly string[];
}

/** What precedes the 32 bytes of a key in SubjectPublicKeyInfo (RFC 8410, section 4). */
const ED25519_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Reads an Ed25519 public key: PEM, or its 32 bytes in base64.
 *
 * @throws InputError
 */
export function parsePublicKey(text: string): KeyObject {
  const key = text.includes('-----BEGIN PUBLIC KEY-----')
    ? importKey({ key: text, format: 'pem' })
    : importKey({ key: rawKey(text), format: 'der', type: 'spki' });
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new InputError(
    'is no Ed25519 public key: neither PEM nor 32 bytes in base64',
  );
}

function rawKey(text: string): Buffer {
  // 32 bytes are 43 characters; Buffer would also decode what is no base64.
  const raw = /^[A-Za-z0-9+/]{43}=?$/.test(text.trim()) ? text : '';
  return Buffer.concat([ED25519_PREFIX, Buffer.from(raw, 'base64')]);
}

function importKey(
  input: Parameters<typeof createPublicKey>[0],
): KeyObject | undefined {
  try {
    return createPublicKey(input);
  } catch {
    return undefined;
  }
}

/** @param environment - `<tenant>/<stage>` */
export function maySpeakFor(
  { environments }: VerificationKey,
  environment: string,
): boolean {
  const names = environment.split('/');
  return environments.some(pattern =>
    pattern
      .split('/')
      .every((part, index) => part === '*' || part === names[index]),
  );
}
