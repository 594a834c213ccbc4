import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Bring a release to staging',
    example: stringify({
      steps: [
        {
          id: 'propose',
          action: 'odoo:environment:promote',
          name: 'Propose the change',
          input: {
            environment: 'harbour-civil/staging',
            release: '18.0-2026.11.1',
            reason: 'Site diaries for the rail division',
          },
        },
      ],
    }),
  },
];
