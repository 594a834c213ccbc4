import { Config } from '@backstage/config';

export interface Persona {
  name: string;
  title: string;
  /** Ownership claims beside the user itself. */
  groups: string[];
}

/** The personas of `odoo.sandbox.personas`, by name. */
export function readPersonas(config: Config): Map<string, Persona> {
  const section = config.getConfig('odoo.sandbox.personas');
  return new Map(
    section.keys().map(name => [
      name,
      {
        name,
        title: section.getString(`${name}.title`),
        groups: section.getStringArray(`${name}.groups`),
      },
    ]),
  );
}
