import { createHash } from 'node:crypto';
import {
  releaseDocumentSchema,
  type ReleaseDocument,
} from '@plumbline/plugin-odoo-common';
import { stringify } from 'yaml';
import { evidenceFor } from './evidence';
import type { World, WorldRelease } from './world';

const hash = (algorithm: string, text: string) =>
  createHash(algorithm).update(text).digest('hex');

const WHY: Record<WorldRelease['schemaClass'], string> = {
  none: 'No field, view or data file changed: the code alone is another',
  additive: 'Fields were added; nothing that was there is gone',
  breaking: 'Fields changed their type, which older code cannot read',
};

/** How many releases of a series came out so far: that migrate, and that do not since the last one that does. */
interface Count {
  steps: number;
  fixes: number;
}

const counted = (
  { steps, fixes }: Count,
  { schemaClass }: WorldRelease,
): Count =>
  schemaClass === 'none'
    ? { steps, fixes: fixes + 1 }
    : { steps: steps + 1, fixes: 0 };

/** A release touches a part of the modules: the others keep their version. */
const versionAt = (series: string, { steps, fixes }: Count, place: number) =>
  `${series}.1.${Math.floor((steps + (place % 3)) / 3)}.${Math.floor(
    (fixes + (place % 4)) / 4,
  )}`;

/**
 * The releases of the world by id, named by the month they came out in.
 *
 * @param seededAt - the first start, that ages count from
 */
export function releasesOf(
  world: World,
  seededAt: Date,
): Map<string, ReleaseDocument> {
  const inMonth = new Map<string, number>();
  const counts = new Map<string, Count>();
  const documents = new Map<string, ReleaseDocument>();
  const oldestFirst = [...world.releases].sort((a, b) => b.age - a.age);
  for (const release of oldestFirst) {
    const at = new Date(seededAt.getTime() - release.age);
    const { series, schemaClass } = release;
    const month = `${series}-${at.getUTCFullYear()}.${at.getUTCMonth() + 1}`;
    const number = (inMonth.get(month) ?? 0) + 1;
    inMonth.set(month, number);
    const count = counted(
      counts.get(series) ?? { steps: 0, fixes: 0 },
      release,
    );
    counts.set(series, count);
    const name = `${month}.${number}`;
    const digest = `sha256:${hash('sha256', `image ${name}`)}`;
    const nameOf = (id: string) => {
      const older = documents.get(id);
      if (!older) throw new Error(`${release.id} is not newer than ${id}`);
      return older.metadata.name;
    };
    const document = releaseDocumentSchema.parse({
      apiVersion: 'plumbline.dev/v1',
      kind: 'OdooRelease',
      metadata: { name },
      spec: {
        series,
        edition: world.edition,
        image: world.image,
        digest,
        releasedAt: at.toISOString(),
        sourceCommit: hash('sha1', `source ${name}`),
        schemaClass,
        schemaReason: WHY[schemaClass],
        ...(release.migratesFrom && {
          upgrade: { from: release.migratesFrom },
        }),
        modules: Object.entries(world.modules).map(
          ([module, depends], place) => ({
            name: module,
            version: versionAt(series, count, place),
            depends,
          }),
        ),
        evidence: evidenceFor({
          release,
          name,
          digest,
          at,
          seededAt,
          nameOf,
        }),
      },
    });
    documents.set(release.id, document);
  }
  return documents;
}

export function releaseFile(release: ReleaseDocument): [string, string] {
  return [`releases/${release.metadata.name}.yaml`, stringify(release)];
}
