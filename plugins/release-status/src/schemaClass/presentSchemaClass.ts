import { Release } from '@plumbline/plugin-odoo-common';
import { BadgeProps } from '@plumbline/plugin-odoo-react';

type SchemaClass = Release['schemaClass'];

/** What a release does to the database; no class is green, for none of them is proof that all is well. */
export const SCHEMA_BADGES: Record<SchemaClass, BadgeProps> = {
  none: { shape: 'dash', tone: 'plain', word: 'schema: none' },
  additive: { shape: 'half-ring', tone: 'plain', word: 'schema: additive' },
  breaking: { shape: 'octagon', tone: 'critical', word: 'schema: breaking' },
};

const FORWARD: Record<SchemaClass, string> = {
  none: 'The database stays as it is: the image alone changes, and can be changed back.',
  additive:
    'Tables and columns are added. The earlier image runs on them only where a release record says that it was tried.',
  breaking:
    'The database is migrated: the earlier image does not run on it any more. Going back means restoring.',
};

const BACK: Record<SchemaClass, string> = {
  none: 'The database stays as it is: the earlier image runs on it.',
  additive:
    'Tables and columns came since. The earlier image runs on them only where a release record says that it was tried.',
  breaking:
    'The database was migrated meanwhile: the earlier image does not run on it. Only a restore goes back, and loses what was entered since.',
};

/** What the step means, in words. */
export const schemaMeaning = (schemaClass: SchemaClass, isBack = false) =>
  (isBack ? BACK : FORWARD)[schemaClass];
