import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const PATH = '../../../../templates/odoo-environment/template.yaml';

const propertySchema = z.looseObject({
  title: z.string(),
  'ui:field': z.string().optional(),
  'ui:options': z.object({ parameter: z.string() }).optional(),
});

/** What the tests need of the real template `odoo-environment`. */
export const template = z
  .object({
    metadata: z.object({ title: z.string() }),
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
  })
  .parse(parse(readFileSync(resolve(__dirname, PATH), 'utf8')));
