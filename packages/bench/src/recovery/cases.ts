import { ContainerClient } from '@azure/storage-blob';
import {
  BACKUP_READERS,
  openContainer,
} from '@plumbline/plugin-odoo-backend-module-backup-store';
import { SERVER } from './archive';

/** What a way of reading found out. */
export interface Finding {
  /** The newest segment of the archive. */
  lastSegment: string | undefined;
  memory?: unknown;
  /** In how many steps. */
  readings: number;
}

type Way = (url: string, memory: unknown) => Promise<Finding>;

/** The way that comes to mind first: list every name with the SDK, keep them, and look for holes. */
const fullListing: Way = async url => {
  const container = new ContainerClient(url);
  const names = new Set<string>();
  const pages = container
    .listBlobsFlat({ prefix: `${SERVER}wals/` })
    .byPage({ maxPageSize: 5000 });
  for await (const { segment } of pages) {
    for (const { name } of segment.blobItems) {
      names.add(name.split('/').at(-1)!.slice(0, 24));
    }
  }
  return { lastSegment: [...names].sort().at(-1), readings: 1 };
};

async function read(
  url: string,
  memory: unknown,
  untilSettled: boolean,
): Promise<Finding> {
  const reader = BACKUP_READERS.find(({ format }) => format === 'barman');
  if (!reader) throw new Error('There is no reader of Barman repositories');
  const { store, close } = openContainer(url);
  const once = (before: unknown) =>
    reader.read({
      store,
      location: { format: 'barman', prefix: SERVER, name: 'acme-prod' },
      targets: { rpoSeconds: 3600, maxBackupAgeSeconds: 2 * 86_400 },
      now: new Date(),
      depth: 'metadata',
      memory: before,
    });
  try {
    let reading = await once(memory);
    let readings = 1;
    while (untilSettled && reading.pending) {
      reading = await once(reading.memory);
      readings++;
    }
    const { report } = reading;
    if (report.verdict !== 'ok') {
      throw new Error(`${report.verdict}: ${JSON.stringify(report.findings)}`);
    }
    const lastSegment = report.chain?.lastSegment;
    return { lastSegment, memory: reading.memory, readings };
  } finally {
    await close();
  }
}

export const CASES = {
  'full listing': fullListing,
  'first read': url => read(url, undefined, false),
  'whole window': url => read(url, undefined, true),
  incremental: (url, memory) => read(url, memory, false),
} satisfies Record<string, Way>;
export type CaseName = keyof typeof CASES;
