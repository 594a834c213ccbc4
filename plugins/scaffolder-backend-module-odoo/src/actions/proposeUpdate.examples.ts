import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Make room for more users and data',
    example: stringify({
      steps: [
        {
          id: 'propose',
          action: 'odoo:environment:update',
          name: 'Propose the change',
          input: {
            environment: 'harbour-civil/production',
            namedUsers: 320,
            databaseGiB: 160,
            reason: 'The rail division joins in December',
          },
        },
      ],
    }),
  },
];
