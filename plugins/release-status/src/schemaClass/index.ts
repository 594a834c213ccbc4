export { SCHEMA_BADGES, schemaMeaning } from './presentSchemaClass';
