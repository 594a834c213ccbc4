import { toError } from '@backstage/errors';
import { LABELS } from '@plumbline/plugin-odoo-common';
import {
  ApiStatusError,
  ClusterClient,
  Discovery,
  listKind,
  listPath,
} from '../client';
import {
  KINDS,
  Kind,
  KindId,
  KindIndex,
  KindRecords,
  ListingState,
  Listings,
} from '../records';

/**
 * Every object of an environment carries the label, pods included, so one list serves them all. What
 * operators make on their own (the pods of a database) does not, and is not needed: the operator's
 * own object tells.
 */
const LABELLED = { selectors: { labelSelector: LABELS.tenant } };

/** Where this platform serves a kind under another group than its product does. */
export type ServedElsewhere = {
  readonly [K in KindId]?: Pick<Kind, 'group' | 'versions'>;
};

/** How the list of one kind went. */
export interface ListedKind {
  kind: KindId;
  state: ListingState;
  /** Why it could not be listed. */
  error?: Error;
  malformed?: KindIndex<KindRecords[KindId]>['malformed'];
}

/**
 * Lists each kind once, over all namespaces, into `listings`; failures are data, so that one kind
 * does not hide the others.
 */
export async function listNeeded(
  client: ClusterClient,
  discovery: Discovery,
  kinds: readonly KindId[],
  listings: Listings,
  elsewhere: ServedElsewhere = {},
): Promise<ListedKind[]> {
  return Promise.all(
    kinds.map(kind => listOne(client, discovery, kind, listings, elsewhere)),
  );
}

async function listOne<K extends KindId>(
  client: ClusterClient,
  discovery: Discovery,
  kind: K,
  listings: Listings,
  elsewhere: ServedElsewhere,
): Promise<ListedKind> {
  const served = { ...KINDS[kind], ...elsewhere[kind] };
  const { group, plural, shared } = served;
  const version = discovery.version(served);
  if (!version) return notInstalled(kind, listings);
  let index = Listings.indexOf(kind);
  try {
    const path = listPath(group, version, plural);
    await listKind(client, path, shared ? {} : LABELLED, () => {
      index = Listings.indexOf(kind);
      return object => index.add(object);
    });
  } catch (error) {
    if (error instanceof ApiStatusError && error.status === 404) {
      return notInstalled(kind, listings);
    }
    return { kind, state: 'not-listed', error: toError(error) };
  }
  listings.setListed(kind, index);
  return { kind, state: 'listed', malformed: index.malformed };
}

function notInstalled(kind: KindId, listings: Listings): ListedKind {
  listings.setNotInstalled(kind);
  return { kind, state: 'not-installed' };
}
