import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  FILESTORE_SYNC_MARK,
  LABELS,
  backupLocationOf,
} from '@plumbline/plugin-odoo-common';
import * as fc from 'fast-check';
import {
  EXAMPLE_REF,
  examplePlatform,
  exampleSpec,
  renderInputFor,
} from '../__testUtils__/examples';
import { objectsIn, podTemplatesOf } from '../__testUtils__/objects';
import { filestoreCopyOf } from '../plan/filestoreCopy';
import { renderEnvironment } from '../render/renderEnvironment';

const objects = (...input: Parameters<typeof renderInputFor>) =>
  objectsIn(renderEnvironment(renderInputFor(...input)));

const copyOf = (...input: Parameters<typeof renderInputFor>) =>
  objects(...input).find(({ kind }) => kind === 'CronJob');

describe('the copy of the filestore', () => {
  it.each([
    [1, '*/2 * * * *'],
    [2, '*/6 * * * *'],
    [3, '0 * * * *'],
  ] as const)('of tier %d runs by %s', (tier, schedule) => {
    expect(copyOf(exampleSpec({ tier }))?.spec).toMatchObject({
      schedule,
      concurrencyPolicy: 'Forbid',
    });
  });

  it('keeps every RPO from three minutes up', () => {
    const tier = examplePlatform().tiers[1];
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 3000 }), minutes => {
        const copy = filestoreCopyOf(examplePlatform(), {
          ...tier,
          rpo: `PT${minutes}M`,
        })!;
        expect(copy.lossMinutes).toBeLessThanOrEqual(minutes);
        expect(60 % copy.everyMinutes).toBe(0);
      }),
    );
  });

  it('reads the share, adds to the place where the portal looks for it, and never changes what is there', () => {
    const [{ spec }] = podTemplatesOf(copyOf()!);
    const [container] = spec.containers as unknown as {
      command: string[];
      env: { name: string; value: string }[];
      volumeMounts: { name: string; readOnly?: boolean }[];
    }[];
    const { container: store, filestorePrefix } = backupLocationOf(
      examplePlatform(),
      EXAMPLE_REF,
      'northeurope',
    );
    expect(container.env).toEqual(
      expect.arrayContaining([
        { name: 'SOURCE', value: '/filestore/filestore/odoo' },
        {
          name: 'TARGET',
          value: `store:${store}/${filestorePrefix.slice(0, -1)}`,
        },
      ]),
    );
    expect(container.command[2]).toContain('--ignore-existing');
    expect(container.volumeMounts[0]).toMatchObject({
      name: 'filestore',
      readOnly: true,
    });
  });

  it('marks when a round began, and only a round that ended well', async () => {
    const { command } = podTemplatesOf(copyOf()!)[0].spec
      .containers[0] as unknown as { command: string[] };
    const bin = await mkdtemp(join(tmpdir(), 'rclone-'));
    try {
      await writeFile(
        join(bin, 'rclone'),
        `#!/bin/sh
if [ "$1" = copy ]; then exit "$COPY_ENDS_WITH"; fi
cat > "${bin}/mark"; echo "$2" > "${bin}/name"
`,
        { mode: 0o755 },
      );
      const round = (endsWith: number) =>
        spawnSync(command[0], command.slice(1), {
          env: {
            PATH: `${bin}:${process.env.PATH}`,
            SOURCE: '/filestore',
            TARGET: 'store:container/filestore',
            COPY_ENDS_WITH: String(endsWith),
          },
        }).status;
      expect(round(1)).not.toBe(0);
      expect(existsSync(join(bin, 'mark'))).toBe(false);
      expect(round(0)).toBe(0);
      const mark = JSON.parse(await readFile(join(bin, 'mark'), 'utf8'));
      const age = Date.now() - Date.parse(mark.startedAt);
      // What was younger than a minute was left out of the round.
      expect(age).toBeGreaterThanOrEqual(60_000);
      expect(mark.startedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect((await readFile(join(bin, 'name'), 'utf8')).trim()).toBe(
        `store:container/filestore/${FILESTORE_SYNC_MARK}`,
      );
    } finally {
      await rm(bin, { recursive: true });
    }
  });

  it('reaches nothing but HTTPS: no policy for Odoo holds for its pods', () => {
    const [{ metadata }] = podTemplatesOf(copyOf()!);
    const policies = objects().filter(({ kind }) => kind === 'NetworkPolicy');
    const matching = policies.filter(({ spec }) =>
      Object.entries(
        (
          spec!.podSelector as unknown as {
            matchLabels?: Record<string, string>;
          }
        ).matchLabels ?? {},
      ).every(([label, value]) => metadata.labels[label] === value),
    );
    expect(matching.map(({ metadata: { name } }) => name)).toEqual([
      'default-deny',
      'allow-dns',
      'allow-backup',
    ]);
    expect(metadata.labels[LABELS.component]).toBe('backup');
  });

  it('is none where there is no backup to go with, or no image', () => {
    const sandbox = exampleSpec({ tier: 4, recoveryRegion: undefined });
    expect(copyOf(sandbox, { ...EXAMPLE_REF, stage: 'dev' })).toBeUndefined();
    const platform = examplePlatform({ filestore: {} });
    expect(copyOf(exampleSpec(), EXAMPLE_REF, platform)).toBeUndefined();
  });
});
