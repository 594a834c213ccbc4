import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'End an environment that nobody needs any more',
    example: stringify({
      steps: [
        {
          id: 'propose',
          action: 'odoo:environment:decommission',
          name: 'Propose the change',
          input: {
            environment: 'harbour-civil/qa',
            reason: 'The rehearsal is over',
          },
        },
      ],
    }),
  },
];
