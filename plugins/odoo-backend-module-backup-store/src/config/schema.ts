import {
  backupFormatSchema,
  environmentRefSchema,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import { parseEndpoint } from '../azure';
import { isResourceId } from '../azure/arm';
import { parsePublicKey } from '../restoreTests';

/** Reads a value by a function that throws what is wrong with it. */
const read = <T>(parse: (text: string) => T) =>
  z.string().transform((text, context): T => {
    try {
      return parse(text);
    } catch (error) {
      const message = error instanceof Error ? error.message : 'is wrong';
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
  });

const endpoint = read(text => parseEndpoint(text, 'it'));
const resourceId = (type: string) =>
  z
    .string()
    .refine(
      text => isResourceId(text, type),
      `must be /subscriptions/<id>/resourceGroups/<name>/providers/${type}/<name>`,
    );
const environment = environmentRefSchema.transform(formatEnvironmentRef);
const sasToken = z
  .string()
  .refine(
    text => new URLSearchParams(text.replace(/^\?/, '')).has('sig'),
    'is no SAS: it has no sig',
  );

const repositorySchema = z.strictObject({
  environment,
  role: z.enum(['database', 'filestore']),
  container: z.string().min(1),
  prefix: z
    .string()
    .default('')
    .transform(text => text.replace(/^\/+|\/+$/g, ''))
    .transform(text => (text ? `${text}/` : '')),
  format: backupFormatSchema.exclude(['flexible-server']).optional(),
});
export type ExtraRepository = z.output<typeof repositorySchema>;

const storeSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/),
    title: z.string().optional(),
    account: z
      .string()
      .regex(/^[a-z0-9]{3,24}$/)
      .optional(),
    endpoint: endpoint.optional(),
    secondaryEndpoint: endpoint.optional(),
    region: z.string().min(1),
    resourceId: resourceId('Microsoft.Storage/storageAccounts').optional(),
    credential: z.strictObject({ sasToken: sasToken.optional() }).prefault({}),
    repositories: z.array(repositorySchema).default([]),
  })
  .transform((store, context) => {
    const { account, endpoint: url } = store;
    const accountUrl = account
      ? `https://${account}.blob.core.windows.net`
      : url?.origin;
    if (!accountUrl) {
      const message = 'needs account or endpoint';
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
    return { ...store, accountUrl, endpoint: url ?? new URL(accountUrl) };
  });
/** A storage account; `accountUrl` is how environments name it, `endpoint` where it is reached. */
export type StoreConfig = z.output<typeof storeSchema>;

const flexibleServerSchema = z.strictObject({
  resourceId: resourceId('Microsoft.DBforPostgreSQL/flexibleServers'),
  environments: z.array(environment).min(1),
});
export type FlexibleServerConfig = z.output<typeof flexibleServerSchema>;

const keySchema = z
  .strictObject({
    id: z.string().min(1).max(200),
    publicKey: read(parsePublicKey),
    environments: z
      .array(z.string().regex(/^([a-z0-9-]+|\*)\/([a-z0-9-]+|\*)$/))
      .default(['*/*']),
  })
  .transform(({ publicKey: key, ...rest }) => ({ ...rest, key }));

/** Environment and role that more than one repository claims. */
function claimedTwice(
  stores: readonly z.output<typeof storeSchema>[],
): ExtraRepository | undefined {
  const all = stores.flatMap(({ repositories }) => repositories);
  return all.find(
    (one, index) =>
      all.findIndex(
        other =>
          other.environment === one.environment && other.role === one.role,
      ) !== index,
  );
}

const distinct = (values: readonly string[]) =>
  new Set(values).size === values.length;

/** The part of `odoo` that this module reads; others read keys of their own beside it. */
export const backupConfigSchema = z.object({
  backupStores: z
    .array(storeSchema)
    .superRefine((stores, context) => {
      const refuse = (message: string) =>
        context.addIssue({ code: 'custom', message });
      if (!distinct(stores.map(({ name }) => name))) {
        refuse('must have different names');
      }
      const twice = claimedTwice(stores);
      if (twice) refuse(`${twice.environment} has more than one ${twice.role}`);
    })
    .default([]),
  flexibleServers: z.array(flexibleServerSchema).default([]),
  azure: z
    .looseObject({
      endpoint: endpoint.prefault('https://management.azure.com'),
      token: z.string().min(1).optional(),
    })
    .prefault({}),
  recovery: z
    .looseObject({ verificationKeys: z.array(keySchema).default([]) })
    .prefault({}),
});

/** Create and write: whoever finds the credential can neither read what is there nor delete it. */
const WRITE_ONLY = /^[cw]+$/;

const publishTargetSchema = z.strictObject({
  region: z.string().min(1),
  containerUrl: endpoint.refine(
    ({ pathname }) => pathname.replaceAll('/', '') !== '',
    'must name a container',
  ),
  sasToken: sasToken.refine(
    text =>
      WRITE_ONLY.test(
        new URLSearchParams(text.replace(/^\?/, '')).get('sp') ?? '',
      ),
    'must be a SAS that can create and write, and nothing else (sp=cw)',
  ),
});

/** Places for the recovery order; they need no backup store. */
export const publishConfigSchema = z.object({
  recovery: z
    .looseObject({ publish: z.array(publishTargetSchema).default([]) })
    .prefault({}),
});
