import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Test whether the newest moment can be restored',
    example: stringify({
      steps: [
        {
          id: 'propose',
          action: 'odoo:restore-test:propose',
          name: 'Ask for the restore test',
          input: {
            environment: 'harbour-civil/production',
            reason: 'Before the month end',
          },
        },
      ],
    }),
  },
];
