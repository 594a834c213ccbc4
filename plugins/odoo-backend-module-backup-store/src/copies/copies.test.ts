import { BackupCopy } from '@plumbline/plugin-odoo-common';
import { ArmStandIn, describeShapes, shape } from '../__testUtils__/ArmStandIn';
import { CopySource, copiesOf } from './copiesOf';
import { readAccount } from './readAccount';

const ID =
  '/subscriptions/s-1/resourceGroups/recovery/providers/Microsoft.Storage/storageAccounts/backups';
const BLOBS = `${ID}/blobServices/default`;
const CONTAINER = 'acme-production';

let arm: ArmStandIn;
beforeAll(async () => {
  arm = await ArmStandIn.start();
});
afterAll(() => arm.stop());

const source: CopySource = {
  accountUrl: 'https://backups.blob.core.windows.net',
  region: 'northeurope',
  container: CONTAINER,
  prefixes: ['odoo-db/', 'filestore/'],
  regionOf: name => (name === 'destAccount1' ? 'swedencentral' : undefined),
};

const account = (changes: object = {}) =>
  shape('storage/account-geo-stats-can-failover', {
    location: 'North Europe',
    ...changes,
    properties: {
      secondaryLocation: 'westeurope',
      ...('properties' in changes ? Object(changes.properties) : {}),
    },
  });

const container = (properties: object) => ({
  value: [{ name: CONTAINER, properties }],
});

/** An account as the specification's examples have it, with what a test says of it. */
async function copies(changes: {
  account?: object;
  container?: object;
  policy?: object;
  rules?: object[];
}): Promise<BackupCopy[]> {
  const rules = changes.rules;
  arm.routes = {
    [ID]: account(changes.account),
    [BLOBS]: shape('storage/blob-service-get'),
    [`${BLOBS}/containers`]: container(changes.container ?? {}),
    [`${BLOBS}/containers/${CONTAINER}/immutabilityPolicies/default`]: shape(
      'storage/container-immutability-get',
      { properties: changes.policy ?? {} },
    ),
    [`${ID}/managementPolicies/default`]: rules
      ? { properties: { policy: { rules } } }
      : 404,
    [`${ID}/objectReplicationPolicies`]: { value: [] },
  };
  return copiesOf({
    ...source,
    account: await readAccount(arm.client, ID, new Set([CONTAINER])),
  });
}

describeShapes('Copies, by Azure Resource Manager', () => {
  it('are the container and its geo-redundant secondary, as far as Azure says it has come', async () => {
    const [primary, secondary, ...others] = await copies({
      container: { hasImmutabilityPolicy: true, hasLegalHold: false },
      policy: { state: 'Locked', immutabilityPeriodSinceCreationInDays: 30 },
    });
    expect(primary).toEqual({
      id: `https://backups.blob.core.windows.net/${CONTAINER}`,
      region: 'northeurope',
      role: 'primary',
      immutability: { state: 'locked', days: 30, legalHold: false },
      versioning: true,
      softDeleteDays: 300,
      lifecycle: [],
      replication: 'live',
    });
    expect(secondary).toEqual({
      ...primary,
      id: `https://backups-secondary.blob.core.windows.net/${CONTAINER}`,
      region: 'westeurope',
      role: 'geo-secondary',
      lastSyncAt: '2018-10-30T00:25:34.000Z',
    });
    expect(others).toEqual([]);
    expect(arm.requests).toContain(
      `${ID}?api-version=2023-05-01&$expand=geoReplicationStats`,
    );
  });

  const versioned = (policy?: object) => ({
    properties: {
      immutableStorageWithVersioning: {
        enabled: true,
        immutabilityPolicy: policy,
      },
    },
  });
  it.each([
    ['no policy', {}, 'none', null],
    [
      'an unlocked policy',
      {
        container: { hasImmutabilityPolicy: true },
        policy: { state: 'Unlocked', immutabilityPeriodSinceCreationInDays: 5 },
      },
      'unlocked',
      5,
    ],
    [
      'a policy inherited from the account',
      {
        account: versioned({
          state: 'Locked',
          immutabilityPeriodSinceCreationInDays: 14,
        }),
      },
      'locked',
      14,
    ],
    [
      'an inherited policy that is disabled',
      { account: versioned({ state: 'Disabled' }) },
      'unknown',
      null,
    ],
    [
      'policies of single versions',
      { container: { immutableStorageWithVersioning: { enabled: true } } },
      'unknown',
      null,
    ],
  ])('say what %s is worth', async (_title, changes, state, days) => {
    const [{ immutability }] = await copies(changes);
    expect(immutability).toMatchObject({ state, days });
  });

  it.each([
    ['Standard_ZRS', 'Live', ['none']],
    ['Standard_RAGZRS', 'Bootstrap', ['behind', 'behind']],
    ['Standard_GRS', 'Unavailable', ['failed', 'failed']],
    ['Standard_GZRS', undefined, ['unknown', 'unknown']],
  ])('of %s while %s replicate as %j', async (sku, status, expected) => {
    const stats = status ? { status } : null;
    const found = await copies({
      account: {
        sku: { name: sku },
        properties: { geoReplicationStats: stats },
      },
    });
    expect(found.map(({ replication }) => replication)).toEqual(expected);
  });

  it('name the rules that delete or archive backups, and no others', async () => {
    const { properties } = Object(shape('storage/management-policy-get'));
    const [rule] = properties.policy.rules;
    const named = (
      name: string,
      prefixMatch: string[] | undefined,
      more = {},
    ) => ({
      ...rule,
      name,
      definition: { ...rule.definition, filters: { prefixMatch } },
      ...more,
    });
    const [{ lifecycle }] = await copies({
      rules: [
        named('whole-container', [`${CONTAINER}/`]),
        named('old-wal', ['other/', `${CONTAINER}/odoo-db/wals/00000001`]),
        named('everything', undefined),
        named('elsewhere', ['acme-staging/']),
        named('off', undefined, { enabled: false }),
        named('cooling', undefined, {
          definition: {
            actions: {
              baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 9 } },
            },
          },
        }),
      ],
    });
    const effect =
      'deletes 1000 days after the last change and archives 90 days after the last change';
    expect(lifecycle).toEqual([
      `Rule whole-container ${effect}`,
      `Rule old-wal ${effect}`,
      `Rule everything ${effect}`,
    ]);
  });

  it('are also where objects of the container are replicated to, of which little is known', async () => {
    await copies({});
    const list = Object(shape('storage/object-replication-list'));
    const rules = [
      { sourceContainer: CONTAINER, destinationContainer: 'vault' },
      { sourceContainer: 'other', destinationContainer: 'other' },
    ];
    list.value[0].properties.rules = rules;
    arm.routes[`${ID}/objectReplicationPolicies`] = list;
    const facts = await readAccount(arm.client, ID, new Set([CONTAINER]));
    const replicas = copiesOf({ ...source, account: facts }).filter(
      ({ role }) => role === 'replica',
    );
    expect(replicas).toMatchObject([
      {
        id: 'https://destAccount1.blob.core.windows.net/vault',
        region: 'swedencentral',
        immutability: { state: 'unknown' },
        replication: 'unknown',
        lastSyncAt: null,
      },
    ]);
  });

  it('are read over pages at the same host only, and not at all where Azure refuses', async () => {
    await copies({});
    const listed = `${BLOBS}/containers`;
    const page = shape('storage/containers-list', {
      nextLink: `${arm.url}${listed}?api-version=2023-05-01&$skipToken=2`,
    });
    arm.routes[listed] = page;
    arm.routes[`${listed}?2`] = container({ hasLegalHold: true });
    const facts = await readAccount(arm.client, ID, new Set([CONTAINER]));
    expect(facts.containers.get(CONTAINER)).toEqual({ hasLegalHold: true });

    const read = () => readAccount(arm.client, ID, new Set([CONTAINER]));
    arm.routes[`${listed}?2`] = shape('storage/containers-list');
    await expect(read()).rejects.toMatchObject({
      kind: 'garbled',
      message: expect.stringContaining('another host'),
    });
    arm.routes[listed] = 403;
    await expect(read()).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('leave unsaid what an account has no feature for', async () => {
    await copies({});
    arm.routes[`${ID}/objectReplicationPolicies`] = 400;
    arm.routes[`${ID}/managementPolicies/default`] = 403;
    const facts = await readAccount(arm.client, ID, new Set([CONTAINER]));
    expect(copiesOf({ ...source, account: facts })[0].lifecycle).toBe(
      'unknown',
    );
  });
});

describe('Copies, by the container alone', () => {
  it('leave unsaid what only Azure Resource Manager knows', () => {
    const data = {
      hasImmutabilityPolicy: true,
      hasLegalHold: true,
      immutableWithVersioning: false,
    } as const;
    expect(copiesOf({ ...source, data })).toEqual([
      {
        id: `https://backups.blob.core.windows.net/${CONTAINER}`,
        region: 'northeurope',
        role: 'primary',
        immutability: { state: 'unknown', days: null, legalHold: true },
        versioning: 'unknown',
        softDeleteDays: 'unknown',
        lifecycle: 'unknown',
        replication: 'unknown',
      },
    ]);
    const none = { ...data, hasImmutabilityPolicy: false };
    expect(copiesOf({ ...source, data: none })[0].immutability.state).toBe(
      'none',
    );
    expect(copiesOf(source)[0].immutability).toEqual({
      state: 'unknown',
      days: null,
      legalHold: 'unknown',
    });
  });

  it('tell of a secondary that is configured', () => {
    const secondary = {
      region: 'westeurope',
      stats: { status: 'live', lastSyncTime: '2026-11-21T11:55:00.000Z' },
    };
    expect(copiesOf({ ...source, secondary })[1]).toMatchObject({
      region: 'westeurope',
      role: 'geo-secondary',
      lastSyncAt: '2026-11-21T11:55:00.000Z',
      replication: 'live',
      immutability: { state: 'unknown' },
    });
  });
});
