import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for something that another process brings about; fails after ten seconds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (holds()) return;
    await sleep(20);
  }
  throw new Error('waited in vain');
}
