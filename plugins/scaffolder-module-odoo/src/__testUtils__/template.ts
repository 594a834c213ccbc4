import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const FOLDER = '../../../../templates';

const propertySchema = z.looseObject({
  title: z.string(),
  'ui:field': z.string().optional(),
  'ui:options': z
    .object({
      parameter: z.string().optional(),
      proposes: z.string().optional(),
    })
    .optional(),
});

const templateSchema = z.object({
  metadata: z.object({ name: z.string(), title: z.string() }),
  spec: z.object({
    presentation: z.object({
      buttonLabels: z.record(z.string(), z.string()),
    }),
    parameters: z.array(
      z.looseObject({
        title: z.string(),
        properties: z.record(z.string(), propertySchema),
      }),
    ),
  }),
});
export type Template = z.infer<typeof templateSchema>;

export const readTemplate = (name: string): Template =>
  templateSchema.parse(
    parse(
      readFileSync(resolve(__dirname, FOLDER, name, 'template.yaml'), 'utf8'),
    ),
  );

/** What the tests need of the real templates. */
export const template = readTemplate('odoo-environment');
export const restoreTestTemplate = readTemplate('odoo-restore-test');

/** Those that change an environment which is there. */
export const UPDATE_TEMPLATES = [
  'odoo-resize',
  'odoo-change-tier',
  'odoo-schedule',
  'odoo-restart',
  'odoo-expiry',
  'odoo-host-names',
];
