import { template } from './__testUtils__/template';
import { TITLES } from './field/titles';

const parameters = template.spec.parameters.flatMap(({ properties }) =>
  Object.entries(properties),
);

describe('template odoo-environment', () => {
  it('calls its parameters as the preview names them', () => {
    expect(
      Object.fromEntries(parameters.map(([name, { title }]) => [name, title])),
    ).toEqual({ ...TITLES, contentHash: 'Preview' });
  });

  // Validation knows a field by its option alone: a wrong one would show the errors of another.
  it('repeats the name of every validated parameter in its option', () => {
    const validated = parameters.filter(
      ([, property]) => property['ui:field'] === 'OdooEnvironmentField',
    );
    expect(validated).toHaveLength(18);
    for (const [name, property] of validated) {
      expect(property['ui:options']).toEqual({ parameter: name });
    }
  });
});
