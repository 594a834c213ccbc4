import { rm } from 'node:fs/promises';
import type { Platform } from '@plumbline/plugin-odoo-common';
import type { BackupFaults } from '../faults';
import type { Ledger } from '../ledger/ledger';
import { placeOf } from '../place';
import { accountOf } from '../store/regionStore';
import {
  writeWorkspace,
  type PastBlob,
  type PastContainer,
} from '../store/workspace';
import { PastBlobs } from './pastBlobs';
import type { Recording } from './recordPast';

interface SeedOptions {
  platform: Platform;
  ledger: Ledger;
  recording: Recording;
  faults: BackupFaults;
  /** Azurite's folder of a region. */
  folderOf(region: string): string;
}

/**
 * Writes what the past has left in the stores of every region; each also holds the copies of the accounts
 * that it is paired with.
 */
export async function seedStores(options: SeedOptions): Promise<void> {
  const { platform, ledger, recording, faults, folderOf } = options;
  const past = new PastBlobs(recording, faults);
  const since = ledger.lives[0].from;
  const contents = ledger.servers.map(server => {
    const location = placeOf(platform, server);
    return {
      region: server.region,
      container: location.container,
      blobs: past.of(server, location),
    };
  });
  for (const { name: region } of platform.regions) {
    const kept = platform.regions.filter(
      ({ name, pairedRegion }) => name === region || pairedRegion === region,
    );
    const containers: PastContainer[] = [];
    const blobs: PastBlob[] = [];
    for (const { name } of kept) {
      const account = accountOf(platform, name);
      for (const each of contents.filter(content => content.region === name)) {
        const { container } = each;
        containers.push({ account, name: container, at: since });
        blobs.push(
          ...each.blobs.map(blob => ({ account, container, ...blob })),
        );
      }
    }
    const folder = folderOf(region);
    await rm(folder, { recursive: true, force: true });
    await writeWorkspace(folder, recording.extent, containers, blobs);
  }
}
