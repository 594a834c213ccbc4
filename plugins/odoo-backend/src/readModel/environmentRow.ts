import { createHash } from 'node:crypto';
import {
  EnvironmentSpec,
  Expectation,
  Plan,
  canonicalJson,
  environmentName,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { RegisteredEnvironment } from '../registry/RegistryService';
import { stageRank, versionRank } from './ranks';
import { EnvironmentRow } from './tables';

/** What `environments.document` holds. */
export interface EnvironmentDetailDocument {
  spec: EnvironmentSpec;
  plan: Plan;
  expectation: Expectation;
}

/** The row of an environment; `release_since` is carried over while the release stays the same. */
export function environmentRow(
  environment: RegisteredEnvironment,
  previous?: Pick<EnvironmentRow, 'release_version' | 'release_since'>,
): EnvironmentRow {
  const { spec, placement, plan, expectation, release, revision } = environment;
  const ref = formatEnvironmentRef(environment);
  const version = spec.odoo.release;
  const document: EnvironmentDetailDocument = { spec, plan, expectation };
  const row = {
    ref,
    tenant: environment.tenant,
    stage: environment.stage,
    stage_rank: stageRank(environment.stage),
    tier: spec.tier,
    tenancy: spec.tenancy,
    region: spec.region,
    cluster: placement.cluster,
    database_server: placement.databaseServer,
    owner: spec.owner,
    golden_path: spec.goldenPath,
    release_version: version,
    release_rank: versionRank(version),
    release_digest: release.spec.digest,
    release_since:
      previous?.release_version === version
        ? previous.release_since
        : new Date(revision.at).toISOString(),
    changed_at: new Date(revision.at).toISOString(),
    expires: spec.expires,
    hold: spec.hold ?? 'none',
    series: spec.odoo.series,
    search: searchText(environment),
    probes: JSON.stringify(expectation.probes),
    document: JSON.stringify(document),
  };
  return { ...row, digest: digestOf(row) };
}

function searchText(environment: RegisteredEnvironment): string {
  const { spec, placement } = environment;
  return [
    formatEnvironmentRef(environment),
    environmentName(environment),
    ...spec.hostnames,
    spec.owner,
    spec.region,
    placement.cluster,
    spec.odoo.release,
    ...spec.businessServices,
    ...spec.legalEntities.map(({ id }) => id),
  ]
    .join(' ')
    .toLowerCase();
}

function digestOf(row: object): string {
  return createHash('sha256').update(canonicalJson(row)).digest('hex');
}
