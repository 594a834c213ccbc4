import { posix } from 'node:path';
import { calendarFloors, parseCalendar } from '@plumbline/plugin-odoo-backend';
import {
  formatEnvironmentRef,
  type Platform,
  type ReleaseDocument,
} from '@plumbline/plugin-odoo-common';
import {
  planEnvironment,
  renderDatabaseServer,
  renderEnvironment,
  type RenderedFile,
} from '@plumbline/plugin-odoo-golden-path';
import type { RepositorySeed, SeedCommit } from '../git';
import {
  deploymentsOf,
  type Deployment,
  type WorldFacts,
} from './environments';
import { calendarFiles } from './calendars';
import { recordAt } from './evidence';
import { freezesCommit, withoutFreezes, type Rendered } from './freezesInGit';
import { policyFiles } from './policies';
import { releaseFile } from './releases';

type Calendars = ReadonlyMap<string, ReturnType<typeof parseCalendar>>;

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** What golden path 1.0 did not render yet; it has left the rest as it is rendered today. */
const NEW_SINCE_1_0 = /\/manifests\/90-recovery-alerts\.yaml$/;

const asOf = (version: string, files: RenderedFile[]) =>
  version === '1.0'
    ? files.filter(({ path }) => !NEW_SINCE_1_0.test(path))
    : files;

/** What the portal reads in the calendars of the first commit. */
function readCalendars({ world, seededAt }: WorldFacts): Calendars {
  return new Map(
    calendarFiles(world, seededAt).map(([path, text]) => [
      posix.basename(path, '.ics'),
      parseCalendar(text),
    ]),
  );
}

function renderDeployment(
  platform: Platform,
  calendars: Calendars,
  deployment: Deployment,
): Rendered {
  const { ref, spec, release, cluster } = deployment;
  const plan = planEnvironment({ ref, spec, platform });
  const placement = { ...plan.placement, ...(cluster ? { cluster } : {}) };
  const { floors } = calendarFloors(
    spec,
    { calendars, errors: [] },
    platform.autoscaling,
  );
  const input = {
    ref,
    spec,
    platform,
    release,
    placement,
    calendarFloors: floors,
  };
  const files = asOf(spec.goldenPath, renderEnvironment(input));
  return { cluster: placement.cluster, deployment, files };
}

function deploymentCommit({
  deployment: { at, ref, first, release },
  files,
}: Rendered): SeedCommit {
  const name = formatEnvironmentRef(ref);
  const version = release.metadata.name;
  return {
    at,
    message: first
      ? `Create ${name} on ${version}\n`
      : `Promote ${name} to ${version}\n`,
    files: new Map(files.map(({ path, content }) => [path, content])),
  };
}

/** Every shared server, as the portal adds it with its first environment. */
function serverCommits({ platform }: WorldFacts, at: Date): SeedCommit[] {
  return platform.database.servers.map(server => ({
    at,
    message: `Create database server ${server.name}\n`,
    files: new Map(
      renderDatabaseServer({ platform, server }).map(({ path, content }) => [
        path,
        content,
      ]),
    ),
  }));
}

/** The release, and each time that its migration was rehearsed afterwards. */
function releaseCommits(release: ReleaseDocument): SeedCommit[] {
  const { metadata, spec } = release;
  const published = new Date(Date.parse(spec.releasedAt) + HOUR);
  const rehearsed = (spec.evidence?.rehearsals ?? [])
    .map(
      ({ startedAt, durationSeconds }) =>
        new Date(Date.parse(startedAt) + durationSeconds * 1000),
    )
    .filter(at => at > published);
  const commit = (at: Date, message: string): SeedCommit => ({
    at,
    message: `${message}\n`,
    files: new Map([releaseFile(recordAt(release, at))]),
  });
  return [
    commit(published, `Release ${metadata.name}`),
    ...rehearsed.map(at => commit(at, `Rehearse ${metadata.name}`)),
  ];
}

function readme(group: string): string {
  return `# GitOps repository of ${group}\n\nWhat runs where. Environments are changed through the portal only; releases are\nwritten by the pipelines. The clusters apply \`clusters/<cluster>\` and what it points to.\n`;
}

/**
 * The history of the GitOps repository: policies, releases as they came out, and every
 * environment rendered by the golden path at the moment it was created or promoted.
 */
export async function repositorySeed(
  facts: WorldFacts,
): Promise<RepositorySeed> {
  const { world, platform, releases, seededAt } = facts;
  const oldest = Math.max(...world.releases.map(({ age }) => age));
  const founding: SeedCommit = {
    at: new Date(seededAt.getTime() - oldest - 2 * DAY),
    message: 'Lay out the repository and its policies\n',
    files: new Map([
      ['README.md', readme(world.group)],
      ...(await policyFiles()),
      ...calendarFiles(world, seededAt),
    ]),
  };
  const released = [...releases.values()].flatMap(releaseCommits);
  const servers = serverCommits(facts, new Date(founding.at.getTime() + HOUR));
  const calendars = readCalendars(facts);
  const deployments = deploymentsOf(facts);
  const deployed = deployments.map(deployment =>
    deploymentCommit(
      renderDeployment(withoutFreezes(platform), calendars, deployment),
    ),
  );
  const latest = new Map(
    deployments.map(each => [formatEnvironmentRef(each.ref), each]),
  );
  const kept = freezesCommit(
    platform,
    seededAt,
    [...latest.values()].map(each =>
      renderDeployment(platform, calendars, each),
    ),
  );
  return {
    branch: world.branch,
    author: world.pipelines,
    commits: [founding, ...servers, ...released, ...deployed, ...kept].sort(
      (a, b) => a.at.getTime() - b.at.getTime(),
    ),
  };
}
