import { LABELS, backupLocationOf } from '@plumbline/plugin-odoo-common';
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
      args: string[];
      volumeMounts: { name: string; readOnly?: boolean }[];
    }[];
    const { container: store, filestorePrefix } = backupLocationOf(
      examplePlatform(),
      EXAMPLE_REF,
      'northeurope',
    );
    expect(container.args.slice(0, 3)).toEqual([
      'copy',
      '/filestore/filestore/odoo',
      `store:${store}/${filestorePrefix.slice(0, -1)}`,
    ]);
    expect(container.args).toContain('--ignore-existing');
    expect(container.volumeMounts[0]).toMatchObject({
      name: 'filestore',
      readOnly: true,
    });
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
