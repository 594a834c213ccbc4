import {
  judgeDatabase,
  judgeProvenance,
  releaseDocumentSchema,
} from '@plumbline/plugin-odoo-common';
import { specOf } from '@plumbline/plugin-odoo-common/testUtils';
import { parse } from 'yaml';
import {
  loadPlatform,
  loadWorld,
  releasesOf,
  repositorySeed,
  type WorldFacts,
} from '.';

const NOW = new Date('2026-03-02T14:30:00Z');

async function facts(): Promise<WorldFacts> {
  const [world, platform] = [await loadWorld(), await loadPlatform()];
  const releases = releasesOf(world, NOW);
  return { world, platform, releases, seededAt: NOW };
}

describe('releases of the group', () => {
  it('rehearse migrations after they came out, as the history of their records shows', async () => {
    const given = await facts();
    const { metadata } = given.releases.get('18-c')!;
    const { commits } = await repositorySeed(given);
    const rehearsals = commits.flatMap(({ message, files }) => {
      const text = files.get(`releases/${metadata.name}.yaml`);
      if (!text) return [];
      const { spec } = releaseDocumentSchema.parse(parse(text));
      return [[message.trim(), spec.evidence?.rehearsals?.length]];
    });
    expect(rehearsals).toEqual([
      [`Release ${metadata.name}`, 0],
      [`Rehearse ${metadata.name}`, 1],
    ]);
  });

  it('have provenance, but for those that show what is missing', async () => {
    const { releases } = await facts();
    // What GitHub says of them is tested beside it.
    const run = { readAt: NOW.toISOString(), disagreements: [] };
    const verdicts = [...releases].map(([id, release]) => [
      id,
      judgeProvenance(release, { now: NOW, run }).verdict,
    ]);
    expect(Object.fromEntries(verdicts)).toEqual({
      '18-a': 'blocked',
      '18-b': 'pass',
      '18-c': 'pass',
      '18-d': 'pass',
      '18-e': 'pass',
      '18-f': 'pass',
      '19-a': 'pass',
      '19-b': 'pass',
      '19-c': 'fail',
    });
  });

  it.each([
    ['18-c', '18-e', 'pass'],
    ['18-d', '18-f', 'pass'],
    ['19-b', '19-c', 'pass'],
    // Rehearsed once, weeks ago.
    ['18-b', '19-a', 'fail'],
  ])('know what the step from %s to %s does', async (from, to, verdict) => {
    const { releases } = await facts();
    const judged = judgeDatabase({
      environment: { tenant: 'harbour-steel', stage: 'production' },
      spec: specOf({ data: { databaseGiB: 60, filestoreGiB: 160 } }),
      from: releases.get(from)!,
      to: releases.get(to)!,
      releases: [...releases.values()],
      windowMs: Infinity,
      now: NOW,
    });
    expect(judged.verdict).toBe(verdict);
  });
});
