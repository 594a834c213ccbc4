import { ConfigApi } from '@backstage/core-plugin-api';

export interface Persona {
  name: string;
  title: string;
  /** What the persona may do, in one line. */
  description: string;
}

/** `odoo.sandbox.personas`, in the order of the configuration. */
export function readPersonas(config: ConfigApi): Persona[] {
  const personas = config.getOptionalConfig('odoo.sandbox.personas');
  if (!personas) return [];
  return personas.keys().map(name => ({
    name,
    title: personas.getString(`${name}.title`),
    description: personas.getString(`${name}.description`),
  }));
}
