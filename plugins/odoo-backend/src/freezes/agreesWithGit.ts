import {
  ClusterFreezes,
  FREEZER_PATIENCE_MS,
} from '@plumbline/plugin-odoo-common';
import { SeenFreezes } from './observations';
import { PublishedFreezes, isClosedAt } from './publishedFreezes';

/** After this nobody knows what the cluster does; a look takes place every minute or two. */
const SILENCE_MS = 10 * 60_000;

/** Argo CD and Flux take up a commit within minutes: until then a cluster differs by right. */
const TAKES_UP_MS = 10 * 60_000;

/** So many are named; a list of hundreds is read by nobody. */
const NAMED = 3;

type Said = Pick<ClusterFreezes, 'state' | 'message'>;

/**
 * Whether a cluster does what its file in Git says, as far as somebody has seen it. Nothing is called kept by the file
 * alone: the controller may not have taken it up, and on Flux it is a CronJob that has to run.
 */
export function agreesWithGit({
  published,
  publishedAt,
  seen,
  now,
}: {
  published: PublishedFreezes | undefined;
  publishedAt: number | undefined;
  seen: SeenFreezes | undefined;
  now: Date;
}): Said {
  if (!published) {
    return { state: 'unknown', message: 'The file in Git cannot be read' };
  }
  if (!seen) {
    return {
      state: 'published',
      message:
        'The file is right; whether the cluster keeps it nobody has seen: see Sources',
    };
  }
  if (now.getTime() - seen.at.getTime() > SILENCE_MS) {
    return {
      state: 'unknown',
      message: `Nobody has seen since ${moment(
        seen.at.getTime(),
      )} whether the cluster keeps it: see Sources`,
    };
  }
  const { wrong, waits } = differences(published, seen);
  if (!wrong) return kept(published, seen);
  const isNew =
    publishedAt !== undefined && seen.at.getTime() - publishedAt < TAKES_UP_MS;
  return waits && isNew
    ? {
        state: 'published',
        message: `Published just now, and not taken up yet: ${wrong}`,
      }
    : { state: 'not-kept', message: wrong };
}

/** What the cluster does not do; `waits`: a commit that it has yet to take up explains it. */
function differences(
  published: PublishedFreezes,
  { at, freezes }: SeenFreezes,
): { wrong?: string; waits: boolean } {
  if (published.controller === 'argo-cd') {
    if (freezes.controller !== 'argo-cd') return otherController();
    const other = [...published.projects].filter(
      ([name, checksum]) => freezes.projects[name] !== checksum,
    );
    if (other.length === 0) return { waits: false };
    const names = other.map(([name]) => name);
    return {
      waits: true,
      wrong: `${other.length} of ${
        published.projects.size
      } projects in the cluster have other sync windows than in Git: ${named(
        names,
      )}`,
    };
  }
  if (freezes.controller !== 'flux') return otherController();
  const { freezer, open } = freezes;
  if (!freezer) {
    return { waits: true, wrong: 'The CronJob freezes is not in the cluster' };
  }
  if (freezer.suspended) {
    return { waits: false, wrong: 'The CronJob freezes is suspended' };
  }
  const sign = Date.parse(freezer.lastSucceededAt ?? freezer.createdAt ?? '');
  if (!(at.getTime() - sign <= FREEZER_PATIENCE_MS)) {
    const last = freezer.lastSucceededAt
      ? `not since ${moment(Date.parse(freezer.lastSucceededAt))}`
      : 'never yet';
    return {
      waits: false,
      wrong: `The CronJob freezes runs each minute, and has run through ${last}`,
    };
  }
  if (freezer.checksum !== published.checksum) {
    return { waits: true, wrong: 'The cluster has another file than Git' };
  }
  // What has just been closed it suspends with its next run.
  const missed = open.filter(name =>
    [at.getTime(), at.getTime() - FREEZER_PATIENCE_MS].every(moments =>
      isClosedAt(published.data, name, moments),
    ),
  );
  if (missed.length === 0) return { waits: false };
  return {
    waits: true,
    wrong: `${missed.length} closed environments are not suspended: ${named(
      missed,
    )}`,
  };
}

function otherController() {
  return {
    waits: false,
    wrong: 'The environments of the cluster are applied by another controller',
  };
}

function kept(published: PublishedFreezes, { at }: SeenFreezes): Said {
  const seen = `seen ${moment(at.getTime())}`;
  return {
    state: 'kept',
    message:
      published.controller === 'argo-cd'
        ? `Sync windows of Argo CD deny what is closed; ${seen}`
        : `The CronJob freezes runs, and what is closed is suspended; ${seen}`,
  };
}

function named(names: readonly string[]): string {
  const more = names.length - NAMED;
  return [
    ...names.slice(0, NAMED),
    ...(more > 0 ? [`${more} others`] : []),
  ].join(', ');
}

/** `2026-07-30 09:12 UTC` */
function moment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
