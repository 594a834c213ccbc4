import { SaxesParser } from 'saxes';
import { AzureConnection } from '../azure';
import { BlobStoreError } from '../store';

/** How far the copy in the paired region has come. */
export interface GeoStats {
  /** `live`, `bootstrap` or `unavailable`, in any case. */
  status?: string;
  /** Every write before it is on the secondary. */
  lastSyncTime?: string;
}

const MAX_BYTES = 64 * 1024;

/**
 * Get Blob Service Stats, which only the secondary endpoint answers:
 * https://learn.microsoft.com/rest/api/storageservices/get-blob-service-stats
 */
export async function readGeoStats(
  secondary: AzureConnection,
  signal?: AbortSignal,
): Promise<GeoStats> {
  const subject = 'Replication of the account';
  return secondary.ask(
    {
      subject,
      path: '/',
      query: { restype: 'service', comp: 'stats' },
      signal,
    },
    async answer => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer.chunks(MAX_BYTES)) chunks.push(chunk);
      return statsIn(subject, Buffer.concat(chunks).toString('utf8'));
    },
  );
}

function statsIn(subject: string, xml: string): GeoStats {
  const fields = new Map<string, string>();
  let text = '';
  const parser = new SaxesParser();
  parser.on('opentag', () => {
    text = '';
  });
  parser.on('text', piece => {
    text += piece;
  });
  parser.on('closetag', ({ name }) => fields.set(name, text));
  try {
    parser.write(xml.replace(/^\ufeff/, '')).close();
  } catch (error) {
    throw new BlobStoreError('garbled', `${subject}: the answer is no XML`, {
      cause: error,
    });
  }
  const at = new Date(fields.get('LastSyncTime') ?? NaN);
  return {
    status: fields.get('Status'),
    lastSyncTime: Number.isNaN(at.getTime()) ? undefined : at.toISOString(),
  };
}
