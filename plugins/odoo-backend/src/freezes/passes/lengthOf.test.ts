import { EnvironmentSpec } from '@plumbline/plugin-odoo-common';
import {
  evidenceOf,
  evidentReleaseOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import { environmentDocument, release } from '../../__testUtils__/documents';
import { platform } from '../../__testUtils__/platform';
import { lengthOf } from './lengthOf';

const ENVIRONMENT = 'harbour-civil/production';
const next = evidentReleaseOf('18.0-2026.12.1', {
  releasedAt: '2026-12-01T08:00:00Z',
  schemaClass: 'additive',
  evidence: evidenceOf({
    rehearsals: [
      {
        copyOf: ENVIRONMENT,
        from: '18.0-2026.11.1',
        copyTakenAt: '2026-11-30T08:00:00Z',
        startedAt: '2026-12-01T06:00:00Z',
        databaseGiB: 100,
        durationSeconds: 90 * 60,
        outcome: 'passed',
      },
    ],
  }),
});
const releases = new Map(
  [release, next].map(each => [each.metadata.name, each]),
);
const { spec } = environmentDocument(ENVIRONMENT, {
  data: { databaseGiB: 100, filestoreGiB: 10 },
});
const on = (version: string): EnvironmentSpec => ({
  ...spec,
  odoo: { ...spec.odoo, release: version },
});
const OLD = release.metadata.name;
const NEW = next.metadata.name;

describe('lengthOf', () => {
  /** Start, verification and roll-back take 55 minutes by the presets, and clusters 15 to take it up. */
  it.each<[string, number, Partial<Parameters<typeof lengthOf>[0]>]>([
    ['a roll-back, which migrates nothing', 70, { kind: 'roll-back' }],
    [
      'an overridden promotion, with its rehearsed migration',
      160,
      { kind: 'promote', spec: on(NEW), baseSpec: on(OLD) },
    ],
    [
      'a copy, whose data comes from a store',
      24 * 60,
      { kind: 'create', spec: { ...spec, copyOf: { environment: 'a/qa' } } },
    ],
    ['a restore', 24 * 60, { kind: 'restore' }],
    ['a release that nobody knows', 24 * 60, { spec: on('18.0-2027.1.1') }],
  ])('is that of %s', (_, minutes, change) => {
    const record = {
      kind: 'promote' as const,
      environment: ENVIRONMENT,
      spec: on(OLD),
      baseSpec: on(NEW),
      ...change,
    };
    expect(lengthOf(record, { platform, releases }) / 60_000).toBe(minutes);
  });
});
