import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Let the release before run again',
    example: stringify({
      steps: [
        {
          id: 'propose',
          action: 'odoo:environment:roll-back',
          name: 'Propose the change',
          input: {
            environment: 'harbour-civil/production',
            move: 'image-only',
            to: '18.0-2026.10.1',
            reason: 'Approvals of purchase orders stand still',
          },
        },
      ],
    }),
  },
];
