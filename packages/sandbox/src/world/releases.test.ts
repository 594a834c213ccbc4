import { releaseDocumentSchema } from '@plumbline/plugin-odoo-common';
import { parse } from 'yaml';
import {
  loadPlatform,
  loadWorld,
  releasesOf,
  repositorySeed,
  type WorldFacts,
} from '.';

const NOW = new Date('2026-03-02T14:30:00Z');
const DAY = 86_400_000;

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

  it('are good but for those that are there to be seen', async () => {
    const { releases } = await facts();
    const flawed = [...releases].flatMap(([id, { spec }]) => {
      const { signature, scan, rehearsals = [] } = spec.evidence ?? {};
      const open = scan?.fixableCriticals.some(({ waiver }) => !waiver);
      const recent = rehearsals.some(
        ({ copyTakenAt }) => +NOW - Date.parse(copyTakenAt) < 7 * DAY,
      );
      const flaws = [
        signature ? '' : 'unsigned',
        open ? 'critical' : '',
        spec.schemaClass === 'breaking' && !recent ? 'not rehearsed' : '',
      ].filter(Boolean);
      return flaws.length > 0 ? [[id, ...flaws]] : [];
    });
    expect(flawed).toEqual([
      ['18-a', 'unsigned', 'not rehearsed'],
      ['19-a', 'not rehearsed'],
      ['19-c', 'critical'],
    ]);
  });
});
