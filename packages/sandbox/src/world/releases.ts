import { createHash } from 'node:crypto';
import {
  releaseDocumentSchema,
  type ReleaseDocument,
} from '@plumbline/plugin-odoo-common';
import { stringify } from 'yaml';
import type { World } from './world';

const hash = (algorithm: string, text: string) =>
  createHash(algorithm).update(text).digest('hex');

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
  const documents = new Map<string, ReleaseDocument>();
  const oldestFirst = [...world.releases].sort((a, b) => b.age - a.age);
  for (const [index, release] of oldestFirst.entries()) {
    const at = new Date(seededAt.getTime() - release.age);
    const { series, schemaClass } = release;
    const month = `${series}-${at.getUTCFullYear()}.${at.getUTCMonth() + 1}`;
    const number = (inMonth.get(month) ?? 0) + 1;
    inMonth.set(month, number);
    const name = `${month}.${number}`;
    const document = releaseDocumentSchema.parse({
      apiVersion: 'plumbline.dev/v1',
      kind: 'OdooRelease',
      metadata: { name },
      spec: {
        series,
        edition: world.edition,
        image: world.image,
        digest: `sha256:${hash('sha256', `image ${name}`)}`,
        releasedAt: at.toISOString(),
        sourceCommit: hash('sha1', `source ${name}`),
        schemaClass,
        modules: world.modules.map((module, place) => ({
          name: module,
          // A release touches a part of the modules: the others keep their version.
          version: `${series}.1.${index - ((index + place) % 3)}.${place % 4}`,
        })),
      },
    });
    documents.set(release.id, document);
  }
  return documents;
}

export function releaseFile(release: ReleaseDocument): [string, string] {
  return [`releases/${release.metadata.name}.yaml`, stringify(release)];
}
