import { FREEZER_PATIENCE_MS } from '@plumbline/plugin-odoo-common';
import { SeenFreezes } from './observations';
import { PublishedFreezes, isClosedAt } from './publishedFreezes';
import { moment, named } from './words';

/** What a cluster shows against what Git says. */
export interface Differences {
  /** What it does not do; absent: it does all that is seen. */
  wrong?: string;
  /**
   * A commit that it has yet to take up explains that: of the file of freezes, or of a change, which moves an
   * environment into another project.
   */
  explains?: 'publication' | 'change';
  /** What it does not show: it may do it or not. */
  unseen?: string;
}

const OTHER_CONTROLLER: Differences = {
  wrong: 'The environments of the cluster are applied by another controller',
};

/**
 * What the cluster does not do.
 *
 * @param projects - in which of Argo CD's projects Git has what keeps freezes, by the name of the Application
 */
export function differences(
  published: PublishedFreezes,
  seen: SeenFreezes,
  projects: ReadonlyMap<string, string>,
): Differences {
  const { freezes } = seen;
  if (published.controller === 'argo-cd') {
    return freezes.controller === 'argo-cd'
      ? ofArgo(published, freezes, projects)
      : OTHER_CONTROLLER;
  }
  return freezes.controller === 'flux'
    ? ofFlux(published, freezes, seen.at.getTime())
    : OTHER_CONTROLLER;
}

type Of<T, C> = Extract<T, { controller: C }>;

function ofArgo(
  published: Of<PublishedFreezes, 'argo-cd'>,
  seen: Of<SeenFreezes['freezes'], 'argo-cd'>,
  projects: ReadonlyMap<string, string>,
): Differences {
  const other = [...published.projects]
    .filter(([name, checksum]) => seen.projects[name] !== checksum)
    .map(([name]) => name);
  if (other.length > 0) {
    return {
      explains: 'publication',
      wrong: `${other.length} of ${
        published.projects.size
      } projects in the cluster have other sync windows than in Git: ${named(
        other,
      )}`,
    };
  }
  // A window holds who is in its project in the cluster, wherever Git has it.
  const live = new Map(Object.entries(seen.applications ?? {}));
  const moved = [...projects]
    .filter(([name, project]) => (live.get(name) ?? project) !== project)
    .map(([name]) => `${name} (in ${live.get(name)})`);
  if (moved.length > 0) {
    return {
      explains: 'change',
      wrong: `${moved.length} of ${
        projects.size
      } Applications are in another project in the cluster than in Git, and its windows do not hold them: ${named(
        moved,
      )}`,
    };
  }
  const unseen = [...projects.keys()].filter(name => !live.has(name));
  return unseen.length === 0
    ? {}
    : {
        unseen: `The sync windows are those of Git; in which project ${
          unseen.length
        } of ${
          projects.size
        } Applications are in the cluster nobody has seen, see Sources: ${named(
          unseen,
        )}`,
      };
}

function ofFlux(
  published: Of<PublishedFreezes, 'flux'>,
  { freezer, open }: Of<SeenFreezes['freezes'], 'flux'>,
  at: number,
): Differences {
  if (!freezer) {
    return {
      explains: 'publication',
      wrong: 'The CronJob freezes is not in the cluster',
    };
  }
  if (freezer.suspended) return { wrong: 'The CronJob freezes is suspended' };
  const { lastSucceededAt, createdAt = '' } = freezer;
  const sign = Date.parse(lastSucceededAt ?? createdAt);
  if (!(at - sign <= FREEZER_PATIENCE_MS)) {
    const last = lastSucceededAt ? `not since ${moment(sign)}` : 'never yet';
    return {
      wrong: `The CronJob freezes runs each minute, and has run through ${last}`,
    };
  }
  if (!lastSucceededAt) {
    return {
      unseen: 'The CronJob freezes is new, and has not run through yet',
    };
  }
  if (freezer.checksum !== published.checksum) {
    return {
      explains: 'publication',
      wrong: 'The cluster has another file than Git',
    };
  }
  // What has just been closed it suspends with its next run.
  const missed = open.filter(name =>
    [at, at - FREEZER_PATIENCE_MS].every(moments =>
      isClosedAt(published.data, name, moments),
    ),
  );
  if (missed.length === 0) return {};
  return {
    explains: 'publication',
    wrong: `${missed.length} closed environments are not suspended: ${named(
      missed,
    )}`,
  };
}
