import { BackupCopy } from '@plumbline/plugin-odoo-common';
import { resourceName } from '../azure/arm';
import { ArmPolicy } from './armShapes';
import { rulesThatEndBackups } from './lifecycle';
import { AccountFacts } from './readAccount';
import { ContainerFacts } from './readContainer';
import { GeoStats } from './readGeoStats';

/** Where backups lie, and what has been read of it. */
export interface CopySource {
  /** Of the account, such as `https://account.blob.core.windows.net`. */
  accountUrl: string;
  /** As configured; what Azure says counts before it. */
  region: string;
  container: string;
  /** Folders of the backups in the container; empty: all of it. */
  prefixes: readonly string[];
  /** Undefined: the account is not known to Azure Resource Manager, or to us there. */
  account?: AccountFacts;
  /** What the container tells of itself; undefined: it may not be asked. */
  data?: ContainerFacts;
  /** What a configured secondary endpoint tells; counts where Azure Resource Manager tells nothing. */
  secondary?: { region: string; stats?: GeoStats };
  /** Region of an account by its name, where the configuration tells. */
  regionOf(account: string): string | undefined;
}

type Immutability = BackupCopy['immutability'];

/** Every place in which the bytes lie. What nobody said is `unknown`, never a guess. */
export function copiesOf(source: CopySource): BackupCopy[] {
  const { accountUrl, container, account } = source;
  const primary: BackupCopy = {
    id: `${accountUrl}/${container}`,
    region: account ? regionName(account.account.location) : source.region,
    role: 'primary',
    immutability: immutabilityOf(source),
    versioning: account
      ? account.service.isVersioningEnabled === true
      : 'unknown',
    softDeleteDays: account ? softDeleteDays(account) : 'unknown',
    lifecycle: lifecycleOf(source),
    replication: account ? geoReplication(account) : 'unknown',
  };
  return [primary, ...secondaryOf(primary, source), ...replicasOf(source)];
}

/** The same container in the paired region, kept by Azure: what cannot be deleted here cannot be deleted there. */
function secondaryOf(
  primary: BackupCopy,
  { account, secondary }: CopySource,
): BackupCopy[] {
  const known = account ? pairedRegion(account) : secondary;
  if (!known) return [];
  const lastSync = known.stats?.lastSyncTime;
  return [
    {
      ...primary,
      id: primary.id.replace('.blob.', '-secondary.blob.'),
      region: known.region,
      role: 'geo-secondary',
      lastSyncAt: lastSync ? new Date(lastSync).toISOString() : null,
      replication: replicationBy(known.stats),
    },
  ];
}

function pairedRegion(facts: AccountFacts): CopySource['secondary'] {
  const { secondaryLocation: region, geoReplicationStats: stats } =
    facts.account.properties;
  return region && isGeo(facts)
    ? { region: regionName(region), stats }
    : undefined;
}

/** Containers of other accounts that objects are replicated to; how far they have come only their blobs tell. */
function replicasOf({
  account,
  container,
  regionOf,
}: CopySource): BackupCopy[] {
  if (!account || account.replication === 'unknown') return [];
  return account.replication.flatMap(({ destinationAccount, rules }) => {
    const destination = resourceName(destinationAccount);
    return (rules ?? [])
      .filter(({ sourceContainer }) => sourceContainer === container)
      .map(
        ({ destinationContainer }): BackupCopy => ({
          id: `https://${destination}.blob.core.windows.net/${destinationContainer}`,
          region: regionOf(destination) ?? 'unknown',
          role: 'replica',
          immutability: { state: 'unknown', days: null, legalHold: 'unknown' },
          versioning: 'unknown',
          softDeleteDays: 'unknown',
          lifecycle: 'unknown',
          lastSyncAt: null,
          replication: 'unknown',
        }),
      );
  });
}

function immutabilityOf({
  account,
  container,
  data,
}: CopySource): Immutability {
  const listed = account?.containers.get(container);
  if (account && listed) {
    return {
      ...policyOf(listed.policy ?? inherited(account), listed, account),
      legalHold: listed.hasLegalHold ?? 'unknown',
    };
  }
  const none =
    data?.hasImmutabilityPolicy === false &&
    data.immutableWithVersioning === false;
  return {
    state: none ? 'none' : 'unknown',
    days: null,
    legalHold: data?.hasLegalHold ?? 'unknown',
  };
}

function policyOf(
  policy: ArmPolicy | undefined,
  container: { immutableStorageWithVersioning?: { enabled?: boolean | null } },
  { account }: AccountFacts,
): Pick<Immutability, 'state' | 'days'> {
  const state = policy?.state?.toLowerCase();
  if (state === 'locked' || state === 'unlocked') {
    return {
      state,
      days: policy?.immutabilityPeriodSinceCreationInDays ?? null,
    };
  }
  // Each blob version may then have a policy of its own, which only that version tells.
  const byVersion =
    container.immutableStorageWithVersioning?.enabled ||
    account.properties.immutableStorageWithVersioning?.enabled;
  return { state: byVersion ? 'unknown' : 'none', days: null };
}

function inherited({ account }: AccountFacts): ArmPolicy | undefined {
  const { immutableStorageWithVersioning: store } = account.properties;
  return store?.enabled ? store.immutabilityPolicy : undefined;
}

function softDeleteDays({
  service,
}: AccountFacts): BackupCopy['softDeleteDays'] {
  const policy = service.deleteRetentionPolicy;
  if (!policy?.enabled) return null;
  return policy.days ?? 'unknown';
}

function lifecycleOf({
  account,
  container,
  prefixes,
}: CopySource): BackupCopy['lifecycle'] {
  if (!account || account.lifecycle === 'unknown') return 'unknown';
  return rulesThatEndBackups(
    account.lifecycle,
    prefixes.map(prefix => `${container}/${prefix}`),
  );
}

function isGeo({ account }: AccountFacts): boolean {
  return /_(RA)?G(Z?)RS$/i.test(account.sku.name);
}

function geoReplication(facts: AccountFacts): BackupCopy['replication'] {
  return isGeo(facts)
    ? replicationBy(facts.account.properties.geoReplicationStats)
    : 'none';
}

/** `Bootstrap`: the first copy is still on its way. */
function replicationBy(stats: GeoStats | undefined): BackupCopy['replication'] {
  switch (stats?.status?.toLowerCase()) {
    case 'live':
      return 'live';
    case 'bootstrap':
      return 'behind';
    case 'unavailable':
      return 'failed';
    default:
      return 'unknown';
  }
}

/** `North Europe` and `northeurope` are the same. */
function regionName(location: string): string {
  return location.toLowerCase().replaceAll(' ', '');
}
