import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Move a production to Odoo 19',
    example: stringify({
      steps: [
        {
          id: 'begin',
          action: 'odoo:series-upgrade:begin',
          name: 'Begin the series upgrade',
          input: {
            environment: 'harbour-civil/production',
            clone: 'harbour-civil-19',
            release: '19.0-2026.11.1',
            reason: 'Support of 18.0 ends',
          },
        },
      ],
    }),
  },
];
