import { TreeEntry } from '@plumbline/plugin-odoo-node';

const ENVIRONMENT = /^environments\/([^/]+)\/([^/]+)\/environment\.yaml$/;
const RELEASE = /^releases\/([^/]+)\.yaml$/;
const CALENDAR = /^calendars\/([^/]+)\.ics$/;
const POLICY = /^policies\/.+\.ya?ml$/;

/** The files of the repository that the registry reads, by what they are. */
export interface Layout {
  /** By `<tenant>/<stage>`. */
  environments: Map<string, TreeEntry>;
  /** By version. */
  releases: Map<string, TreeEntry>;
  /** By name. */
  calendars: Map<string, TreeEntry>;
  policies: TreeEntry[];
  /** Object id by path, below `environments/`, `clusters/`, `database-servers/` and `restore-tests/`. */
  files: Map<string, string>;
}

export function layoutOf(entries: readonly TreeEntry[]): Layout {
  const layout: Layout = {
    environments: new Map(),
    releases: new Map(),
    calendars: new Map(),
    policies: [],
    files: new Map(),
  };
  for (const entry of entries) {
    const { path } = entry;
    const environment = ENVIRONMENT.exec(path);
    const release = RELEASE.exec(path);
    const calendar = CALENDAR.exec(path);
    if (environment) {
      const [, tenant, stage] = environment;
      layout.environments.set(`${tenant}/${stage}`, entry);
    }
    if (release) layout.releases.set(release[1], entry);
    if (calendar) layout.calendars.set(calendar[1], entry);
    if (POLICY.test(path)) layout.policies.push(entry);
    if (
      /^(environments|clusters|database-servers|restore-tests)\//.test(path)
    ) {
      layout.files.set(path, entry.blob);
    }
  }
  return layout;
}
