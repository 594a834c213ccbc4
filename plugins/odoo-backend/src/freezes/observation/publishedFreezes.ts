import {
  FREEZES_CHECKSUM_ANNOTATION,
  Platform,
  windowsChecksum,
} from '@plumbline/plugin-odoo-common';
import {
  FREEZER_FILES,
  freezesPaths,
} from '@plumbline/plugin-odoo-golden-path';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { BoundedCache, RegistrySnapshot } from '../../registry';

/** One entry a cluster; a platform has some dozens at most. */
const CACHED_FILES = 200;

const moment = z.iso.datetime().transform(text => Date.parse(text));

const dataSchema = z.object({
  knownUntil: moment,
  tenants: z.record(z.string(), z.array(z.tuple([moment, moment, z.string()]))),
  environments: z.record(
    z.string(),
    z.object({ tenant: z.string().optional(), passesUntil: moment.optional() }),
  ),
});
type FreezerData = z.output<typeof dataSchema>;

const objectSchema = z.object({
  kind: z.string(),
  metadata: z.object({
    name: z.string(),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
  data: z.record(z.string(), z.string()).default({}),
  spec: z
    .object({
      syncWindows: z
        .array(
          z.object({
            kind: z.string(),
            schedule: z.string(),
            duration: z.string(),
            timeZone: z.string(),
            applications: z.array(z.string()),
          }),
        )
        .default([]),
    })
    .default({ syncWindows: [] }),
});

type Objects = z.output<typeof objectSchema>[];

/** What the file of a cluster in Git says. */
export type PublishedFreezes =
  | { controller: 'argo-cd'; projects: ReadonlyMap<string, string> }
  | { controller: 'flux'; checksum: string | undefined; data: FreezerData };

/** Reads the files as they stand in Git, each content once. */
export class PublishedFiles {
  readonly #read = new BoundedCache<PublishedFreezes | { unreadable: true }>(
    CACHED_FILES,
  );

  constructor(private readonly repository: Pick<GitOpsRepository, 'read'>) {}

  /** Undefined: there is none, or it is none of the portal's. */
  async of(
    cluster: Platform['clusters'][number],
    { files, head }: Pick<RegistrySnapshot, 'files' | 'head'>,
  ): Promise<PublishedFreezes | undefined> {
    const paths = freezesPaths(cluster).filter(path => files.has(path));
    if (paths.length === 0) return undefined;
    const blobs = paths.map(path => files.get(path));
    const key = [cluster.gitops, ...blobs].join(' ');
    const known = this.#read.get(key);
    const found = known ?? (await this.#parse(cluster, head, paths));
    if (!known) this.#read.set(key, found);
    return 'unreadable' in found ? undefined : found;
  }

  async #parse(
    { gitops }: Platform['clusters'][number],
    head: string,
    paths: readonly string[],
  ): Promise<PublishedFreezes | { unreadable: true }> {
    const texts = await this.repository.read(head, paths);
    try {
      const objects = paths.flatMap(path =>
        parseAllDocuments(texts.get(path) ?? '').map(each =>
          objectSchema.parse(each.toJS()),
        ),
      );
      return gitops === 'flux' ? ofFlux(objects) : ofArgo(objects);
    } catch {
      // Whoever wrote it by hand: the publisher writes it anew.
      return { unreadable: true };
    }
  }
}

function ofArgo(objects: Objects): PublishedFreezes {
  return {
    controller: 'argo-cd',
    projects: new Map(
      objects.map(({ metadata, spec }) => [
        metadata.name,
        windowsChecksum(spec.syncWindows),
      ]),
    ),
  };
}

function ofFlux(objects: Objects): PublishedFreezes {
  const one = (kind: string) => objects.find(each => each.kind === kind);
  return {
    controller: 'flux',
    checksum: one('CronJob')?.metadata.annotations[FREEZES_CHECKSUM_ANNOTATION],
    data: dataSchema.parse(
      JSON.parse(one('ConfigMap')?.data[FREEZER_FILES.data] ?? ''),
    ),
  };
}

/** Whether the data says that an environment is closed at that moment; what is not known is closed. */
export function isClosedAt(
  { environments, tenants, knownUntil }: FreezerData,
  name: string,
  at: number,
): boolean {
  const { tenant, passesUntil = 0 } = environments[name] ?? {};
  if (tenant === undefined || at < passesUntil) return false;
  const spans = Object.hasOwn(tenants, tenant) ? tenants[tenant] : undefined;
  return (
    spans === undefined ||
    at >= knownUntil ||
    spans.some(([from, to]) => from <= at && at < to)
  );
}
