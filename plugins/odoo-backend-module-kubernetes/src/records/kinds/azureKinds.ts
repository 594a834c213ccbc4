import { azureResourceSchema } from '../azureResource';

const product = 'Azure Service Operator';

/** Azure resources as Azure Service Operator keeps them. */
export const AZURE_KINDS = {
  flexibleServers: {
    kind: 'FlexibleServer',
    group: 'dbforpostgresql.azure.com',
    versions: ['v1api20240801', 'v20250801', 'v1api20221201'],
    plural: 'flexibleservers',
    product,
    schema: azureResourceSchema,
    shared: true,
  },
  flexibleServerDatabases: {
    kind: 'FlexibleServersDatabase',
    group: 'dbforpostgresql.azure.com',
    versions: ['v1api20240801', 'v20250801', 'v1api20221201'],
    plural: 'flexibleserversdatabases',
    product,
    schema: azureResourceSchema,
    shared: true,
  },
  redisCaches: {
    kind: 'Redis',
    group: 'cache.azure.com',
    versions: ['v1api20230801', 'v1api20241101'],
    plural: 'redis',
    product,
    schema: azureResourceSchema,
  },
  redisEnterprises: {
    kind: 'RedisEnterprise',
    group: 'cache.azure.com',
    versions: ['v20250701', 'v1api20250401', 'v1api20230701'],
    plural: 'redisenterprises',
    product,
    schema: azureResourceSchema,
  },
} as const;
