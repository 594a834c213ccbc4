import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Propose a staging environment with defaults',
    example: stringify({
      steps: [
        {
          id: 'propose',
          action: 'odoo:environment:propose',
          name: 'Propose the change',
          input: {
            tenant: 'harbour-civil',
            stage: 'staging',
            namedUsers: 60,
            reason: 'Rehearse the month end on the new release',
          },
        },
      ],
    }),
  },
];
