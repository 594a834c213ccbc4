import {
  Environment,
  FREEZER_NAME,
  FREEZER_PATIENCE_MS,
  FREEZES_CHECKSUM_ANNOTATION,
  ObservedFreezes,
  windowsChecksum,
} from '@plumbline/plugin-odoo-common';
import { toError } from '@backstage/errors';
import { ClusterClient, listKind } from '../client';
import {
  CronJobRecord,
  DEFAULT_PROJECT,
  KINDS,
  KindIndex,
  Listings,
  Time,
} from '../records';
import { duration, moment } from '../words';
import { Problem, problemKind } from './problems';

type Freezer = Extract<ObservedFreezes, { controller: 'flux' }>['freezer'];

/** What of freezes in Git is seen in a cluster, and what is wrong with what keeps them. */
export interface FreezesSeen {
  freezes?: ObservedFreezes;
  problems: Problem[];
}

/**
 * What the cluster itself has of freezes: with Argo CD the sync windows of its projects and who is in them, with Flux the
 * CronJob and what is not suspended. Whether that is what Git says is for the portal to judge. What could not be listed is not claimed.
 */
export async function observeFreezes(
  client: ClusterClient,
  environments: readonly Environment[],
  listings: Listings,
  { now, skewMs }: { now: Date; skewMs: number },
): Promise<FreezesSeen> {
  const [first] = environments;
  if (!first) return { problems: [] };
  const { cluster, gitops } = first.expectation;
  if (gitops.kind !== 'flux') {
    if (listings.state('appProjects') !== 'listed') return { problems: [] };
    const projects = listings
      .inNamespace('appProjects', gitops.namespace)
      .map(({ name, syncWindows }) => [name, windowsChecksum(syncWindows)]);
    return {
      freezes: {
        controller: 'argo-cd',
        cluster,
        projects: Object.fromEntries(projects),
        ...(listings.state('applications') === 'listed' && {
          applications: Object.fromEntries(
            listings
              .inNamespace('applications', gitops.namespace)
              .map(({ name, project = DEFAULT_PROJECT }) => [name, project]),
          ),
        }),
      },
      problems: [],
    };
  }
  if (listings.state('kustomizations') !== 'listed') return { problems: [] };
  try {
    const found = await findFreezer(client, gitops.namespace);
    const freezer = found && presented(found, skewMs);
    const open = listings
      .inNamespace('kustomizations', gitops.namespace)
      .filter(({ suspended }) => !suspended)
      .map(({ name }) => name);
    return {
      freezes: { controller: 'flux', cluster, freezer, open },
      problems: freezerProblem(freezer, now),
    };
  } catch (error) {
    return {
      problems: [
        {
          kind: problemKind(toError(error)),
          subject: `CronJob ${FREEZER_NAME}`,
          message: `Whether it keeps freezes cannot be seen: ${
            toError(error).message
          }`,
        },
      ],
    };
  }
}

/** It is none of a tenant's, so the list of all tenants' leaves it out. */
async function findFreezer(
  client: ClusterClient,
  namespace: string,
): Promise<CronJobRecord | undefined> {
  let index = new KindIndex(KINDS.cronJobs.schema);
  await listKind(
    client,
    `/apis/batch/v1/namespaces/${namespace}/cronjobs`,
    { selectors: { fieldSelector: `metadata.name=${FREEZER_NAME}` } },
    () => {
      index = new KindIndex(KINDS.cronJobs.schema);
      return object => index.add(object);
    },
  );
  const unreadable = index.unreadable(namespace, FREEZER_NAME);
  if (unreadable) throw new Error(unreadable);
  return index.find(namespace, FREEZER_NAME);
}

function presented(
  { suspended, createdAt, lastSucceededAt, annotations }: CronJobRecord,
  skewMs: number,
): Freezer {
  const ours = (time: Time | undefined) =>
    time === undefined ? undefined : new Date(time - skewMs).toISOString();
  return {
    suspended,
    createdAt: ours(createdAt),
    lastSucceededAt: ours(lastSucceededAt),
    checksum: annotations[FREEZES_CHECKSUM_ANNOTATION],
  };
}

/** It looks every minute whether something is to be suspended or resumed. */
function freezerProblem(freezer: Freezer, now: Date): Problem[] {
  if (!freezer) return [];
  const { suspended, createdAt, lastSucceededAt } = freezer;
  const sign = Date.parse(lastSucceededAt ?? createdAt ?? '');
  const late = !(now.getTime() - sign <= FREEZER_PATIENCE_MS);
  if (!suspended && !late) return [];
  const last = lastSucceededAt
    ? `it last ran through on ${moment(Date.parse(lastSucceededAt))}`
    : 'it has never run through';
  return [
    {
      kind: 'failed',
      subject: `CronJob ${FREEZER_NAME}`,
      message: `${
        suspended
          ? 'It is suspended'
          : `It has not run through for ${duration(FREEZER_PATIENCE_MS)}`
      }: ${last}. Flux neither stops for a freeze nor goes on after one`,
    },
  ];
}
