import {
  Template,
  UPDATE_TEMPLATES,
  readTemplate,
  template,
} from './__testUtils__/template';
import { CREATE_TITLES, RELEASE_TITLES, UPDATE_TITLES } from './field/titles';

const parametersOf = ({ spec }: Template) =>
  spec.parameters.flatMap(({ properties }) => Object.entries(properties));
const parameters = parametersOf(template);

describe('template odoo-environment', () => {
  it('calls its parameters as the preview names them', () => {
    expect(
      Object.fromEntries(parameters.map(([name, { title }]) => [name, title])),
    ).toEqual({ ...CREATE_TITLES, contentHash: 'Preview' });
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

describe.each(UPDATE_TEMPLATES)('template %s', name => {
  const asked = parametersOf(readTemplate(name));

  it('calls its parameters as the preview names them, and the options repeat their names', () => {
    for (const [parameter, { title, ...property }] of asked) {
      const titles: Record<string, string> = {
        ...UPDATE_TITLES,
        contentHash: 'Preview',
      };
      expect(title).toBe(titles[parameter]);
      expect(property['ui:options']?.parameter ?? parameter).toBe(parameter);
    }
  });

  it('previews an update', () => {
    const { contentHash, environment } = Object.fromEntries(asked);
    expect(contentHash['ui:options']).toEqual({ proposes: 'update' });
    expect(environment['ui:field']).toBe('OdooEnvironmentPicker');
  });
});

describe.each([
  ['odoo-promote', 'promote'],
  ['odoo-roll-back', 'roll-back'],
])('template %s', (name, proposes) => {
  const asked = parametersOf(readTemplate(name));

  it('calls its parameters as the preview names them', () => {
    const titles: Record<string, string> = {
      ...RELEASE_TITLES,
      contentHash: 'Preview',
    };
    for (const [parameter, { title, ...property }] of asked) {
      expect(title).toBe(titles[parameter]);
      expect(property['ui:options']?.parameter ?? parameter).toBe(parameter);
    }
  });

  // A field without it would be validated as an update, which never changes the release.
  it('says in the preview and at every validated field what it proposes', () => {
    const options = asked.flatMap(
      ([, property]) => property['ui:options'] ?? [],
    );
    expect(options.length).toBeGreaterThanOrEqual(2);
    for (const option of options) expect(option.proposes).toBe(proposes);
  });
});
