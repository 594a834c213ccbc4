import { KeyObject, verify } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { ContainerClient } from '@azure/storage-blob';
import {
  RestoreTestResult,
  preAuthenticationEncoding,
  restoreTestEnvelopeSchema,
  restoreTestResultSchema,
} from '@plumbline/plugin-odoo-common';

/** What lies in a container: any write would show. */
export async function fingerprintOf(
  container: ContainerClient,
): Promise<string[]> {
  const blobs: string[] = [];
  for await (const { name, properties } of container.listBlobsFlat()) {
    blobs.push(`${name} ${properties.etag} ${properties.contentLength}`);
  }
  return blobs;
}

/** The result in an envelope; undefined unless the signature is of this key and name. */
export function resultIn(
  envelope: string,
  key: KeyObject,
  keyId: string,
): RestoreTestResult | undefined {
  const { payload, payloadType, signatures } = restoreTestEnvelopeSchema.parse(
    JSON.parse(envelope),
  );
  const bytes = Buffer.from(payload, 'base64');
  const covered = preAuthenticationEncoding(payloadType, bytes);
  const signed = signatures.some(
    ({ keyid, sig }) =>
      keyid === keyId && verify(null, covered, key, Buffer.from(sig, 'base64')),
  );
  return signed
    ? restoreTestResultSchema.parse(JSON.parse(bytes.toString()))
    : undefined;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
