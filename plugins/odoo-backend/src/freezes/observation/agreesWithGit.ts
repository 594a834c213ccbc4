import {
  ClusterFreezes,
  FREEZES_SILENCE_MS,
} from '@plumbline/plugin-odoo-common';
import { Differences, differences } from './differences';
import { SeenFreezes } from './observations';
import { PublishedFreezes } from './publishedFreezes';
import { moment } from './words';

/** Argo CD and Flux take up a commit within minutes: until then a cluster differs by right. */
const TAKES_UP_MS = 10 * 60_000;

type Said = Pick<ClusterFreezes, 'state' | 'message'>;

/**
 * Whether a cluster does what its file in Git says, as far as somebody has seen it. Nothing is called kept by the file
 * alone: the controller may not have taken it up, and on Flux it is a CronJob that has to run.
 *
 * @param options - `projects`: in which of Argo CD's projects Git has what keeps freezes, by the name of the Application
 */
export function agreesWithGit({
  published,
  publishedAt,
  seen,
  projects,
  now,
}: {
  published: PublishedFreezes | undefined;
  publishedAt: number | undefined;
  seen: SeenFreezes | undefined;
  projects: ReadonlyMap<string, string>;
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
  if (now.getTime() - seen.at.getTime() > FREEZES_SILENCE_MS) {
    return {
      state: 'unknown',
      message: `Nobody has seen since ${moment(
        seen.at.getTime(),
      )} whether the cluster keeps it: see Sources`,
    };
  }
  const { wrong, explains, unseen } = differences(published, seen, projects);
  if (!wrong) {
    return unseen
      ? { state: 'published', message: unseen }
      : kept(published, seen);
  }
  return isNew(explains, publishedAt, seen)
    ? {
        state: 'published',
        message: `Committed just now, and not taken up yet: ${wrong}`,
      }
    : { state: 'not-kept', message: wrong };
}

/**
 * Counted from when the cluster was first seen to differ: each override publishes, and a cluster that takes up nothing
 * would be new all day long.
 */
function isNew(
  explains: Differences['explains'],
  publishedAt: number | undefined,
  { at, differsSince }: SeenFreezes,
): boolean {
  if (!explains) return false;
  const within = (since: number) => at.getTime() - since < TAKES_UP_MS;
  const isPublished =
    explains === 'change' || (publishedAt !== undefined && within(publishedAt));
  return isPublished && (!differsSince || within(differsSince.getTime()));
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
