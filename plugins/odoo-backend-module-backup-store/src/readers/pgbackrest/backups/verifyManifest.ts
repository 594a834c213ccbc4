import { BlobStore } from '../../../store';
import { BackupRecord } from '../info/infoFiles';
import { readIni } from '../ini/readIni';
import { IniError } from '../ini/IniError';
import { Inventory } from './inventory';
import { loadWithCopy } from '../ini/loadWithCopy';
import { ManifestCheck, ManifestVerdict } from './ManifestCheck';
import { Sampler } from './Sampler';

/** 1.5 million files at the usual 170 B; a larger manifest is not judged. */
const LIMITS = { maxBytes: 256 * 1024 * 1024, maxLines: 2_000_000 };

/**
 * Compares every file of a manifest with what lies in the store, line by line: neither the manifest nor a list
 * of its files is ever held.
 *
 * @throws Unbelievable, BlobStoreError
 */
export async function verifyManifest(
  store: BlobStore,
  backups: string,
  record: BackupRecord,
  inventory: Inventory,
  sampler: () => Sampler,
  signal?: AbortSignal,
): Promise<ManifestVerdict> {
  const { value, copyUsedBecause } = await loadWithCopy(
    `${backups}${record.label}/backup.manifest`,
    async name => {
      refuseLarge(inventory, record.label, name);
      const check = new ManifestCheck(record, inventory, sampler());
      await readIni(store.stream(name, { signal }), LIMITS, entry =>
        check.add(entry),
      );
      return check.verdict();
    },
  );
  return { ...value, copyUsedBecause };
}

/** A listing that lies is found out by the same limit, while it is read. */
function refuseLarge({ folders }: Inventory, label: string, name: string) {
  const file = name.slice(name.lastIndexOf('/') + 1);
  const size = folders.get(label)?.sizes.get(file) ?? 0;
  if (size <= LIMITS.maxBytes) return;
  throw new IniError(
    'too-large',
    `it has ${size} B, and ${LIMITS.maxBytes} B are looked at`,
  );
}
