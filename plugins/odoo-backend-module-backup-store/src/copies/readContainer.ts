import { AzureAnswer, AzureConnection } from '../azure';
import { blobPath } from '../azure/blobPath';

/** What the Blob service itself tells of a container, without Azure Resource Manager. */
export interface ContainerFacts {
  hasImmutabilityPolicy: boolean | 'unknown';
  hasLegalHold: boolean | 'unknown';
  immutableWithVersioning: boolean | 'unknown';
}

/** @throws BlobStoreError */
export async function readContainer(
  service: AzureConnection,
  container: string,
  signal?: AbortSignal,
): Promise<ContainerFacts> {
  return service.ask(
    {
      subject: container,
      method: 'HEAD',
      path: blobPath(container),
      query: { restype: 'container' },
      signal,
    },
    answer => ({
      hasImmutabilityPolicy: said(answer, 'x-ms-has-immutability-policy'),
      hasLegalHold: said(answer, 'x-ms-has-legal-hold'),
      immutableWithVersioning: said(
        answer,
        'x-ms-immutable-storage-with-versioning-enabled',
      ),
    }),
  );
}

function said(answer: AzureAnswer, header: string): boolean | 'unknown' {
  const value = answer.header(header);
  if (value === 'true') return true;
  return value === 'false' ? false : 'unknown';
}
