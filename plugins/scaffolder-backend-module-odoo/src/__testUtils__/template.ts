import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { parse } from 'yaml';

const PATH = '../../../../templates/odoo-environment/template.yaml';

/** The template that this action is made for, as the catalog reads it. */
export const template: TemplateEntityV1beta3 = parse(
  readFileSync(resolve(__dirname, PATH), 'utf8'),
);
