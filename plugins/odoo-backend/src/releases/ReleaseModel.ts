import { NotFoundError } from '@backstage/errors';
import {
  Comparison,
  EnvironmentRelease,
  MatrixQuery,
  Release,
  ReleaseDetail,
} from '@plumbline/plugin-odoo-common';
import { ReadableEnvironments, whereReadable } from '../readModel';
import { listReleases } from '../readModel/listReleases';
import { RegistryService, RegistrySnapshot } from '../registry';
import { Side, compare } from './detail/compare';
import {
  EnvironmentReleaseSources,
  environmentRelease,
} from './detail/environmentRelease';
import { PipelineWord, releaseDetail } from './detail/releaseDetail';
import { MatrixPage, listMatrix } from './matrix/listMatrix';

const noRelease = (version: string) =>
  new NotFoundError(`There is no release ${version} that can be read`);

interface Reading {
  readable: ReadableEnvironments;
  now: Date;
}

export interface ReleaseModelOptions extends EnvironmentReleaseSources {
  registry: Pick<RegistryService, 'snapshot'>;
  pipeline?: PipelineWord;
}

/** Which release is where and how it did. */
export class ReleaseModel {
  readonly #options: ReleaseModelOptions;

  constructor(options: ReleaseModelOptions) {
    this.#options = options;
  }

  /** All of the registry, the newest first. */
  async list(readable: ReadableEnvironments): Promise<Release[]> {
    const { knex, registry } = this.#options;
    const { releases: records } = await registry.snapshot();
    const rows: { version: string; count: string | number }[] =
      await whereReadable(knex('environments as e'), readable)
        .groupBy('e.release_version')
        .select('e.release_version as version')
        .count({ count: '*' });
    const counts = new Map(
      rows.map(({ version, count }) => [version, Number(count)]),
    );
    const releases = await listReleases(knex);
    return releases.map(release => ({
      ...release,
      migratesFrom: records.get(release.version)?.spec.upgrade?.from,
      environments: counts.get(release.version) ?? 0,
    }));
  }

  matrix(
    query: MatrixQuery,
    options: Reading & { after?: string },
  ): Promise<MatrixPage> {
    const { knex, platform } = this.#options;
    return listMatrix(knex, query, { ...options, rings: platform.rings });
  }

  /** Fails with NotFoundError. */
  async release(version: string, reading: Reading): Promise<ReleaseDetail> {
    const { knex, platform, registry, pipeline } = this.#options;
    const { releases } = await registry.snapshot();
    const release = releases.get(version);
    if (!release) throw noRelease(version);
    return releaseDetail(knex, release, [...releases.values()], {
      ...reading,
      rings: platform.rings,
      pipeline,
    });
  }

  /** Fails with NotFoundError. */
  async environment(
    ref: string,
    reading: Reading,
  ): Promise<EnvironmentRelease> {
    const snapshot = await this.#options.registry.snapshot();
    const environment = snapshot.environments.get(ref);
    if (!environment) {
      throw new NotFoundError(`${ref} cannot be read in the repository`);
    }
    return environmentRelease(this.#options, environment, snapshot, reading);
  }

  /** Each side is `<tenant>/<stage>` or a version. Fails with NotFoundError. */
  async compare(from: string, to: string): Promise<Comparison> {
    const snapshot = await this.#options.registry.snapshot();
    return compare(sideOf(from, snapshot), sideOf(to, snapshot), [
      ...snapshot.releases.values(),
    ]);
  }
}

function sideOf(name: string, snapshot: RegistrySnapshot): Side {
  if (name.includes('/')) {
    const environment = snapshot.environments.get(name);
    if (!environment)
      throw new NotFoundError(`There is no environment ${name}`);
    const { release, spec } = environment;
    return { name, release, spec };
  }
  const release = snapshot.releases.get(name);
  if (!release) throw noRelease(name);
  return { name, release };
}
