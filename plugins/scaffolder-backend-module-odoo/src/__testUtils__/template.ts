import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { parse } from 'yaml';

export const FOLDER = resolve(__dirname, '../../../../templates');

const read = (name: string): TemplateEntityV1beta3 =>
  parse(readFileSync(resolve(FOLDER, name, 'template.yaml'), 'utf8'));

/** The templates that the actions are made for, as the catalog reads them. */
export const template = read('odoo-environment');
export const restoreTestTemplate = read('odoo-restore-test');
export const updateTemplates = [
  'odoo-resize',
  'odoo-change-tier',
  'odoo-schedule',
  'odoo-restart',
  'odoo-expiry',
  'odoo-host-names',
].map(read);
export const decommissionTemplate = read('odoo-decommission');
export const addonsRepositoryTemplate = read('odoo-addons-repository');
export const promotionTemplate = read('odoo-promote');
export const rollBackTemplate = read('odoo-roll-back');
export const seriesUpgradeTemplate = read('odoo-series-upgrade');
export const templates = [
  template,
  restoreTestTemplate,
  ...updateTemplates,
  decommissionTemplate,
  promotionTemplate,
  rollBackTemplate,
  seriesUpgradeTemplate,
];

/** Names of all parameters on all pages, in their order. */
export const parametersOf = ({ spec }: TemplateEntityV1beta3): string[] =>
  [spec.parameters ?? []]
    .flat()
    .flatMap(page => Object.keys(page.properties ?? {}));
