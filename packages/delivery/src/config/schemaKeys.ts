import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The keys that a schema reads, as paths like those of `declaredKeys`. */
export function schemaKeys(schema: z.ZodType, prefix: string): string[] {
  const whole = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  });
  return [...new Set(keysOf(whole, prefix))].sort();
}

function keysOf(schema: JsonSchema | boolean, path: string): string[] {
  if (typeof schema === 'boolean') return [path];
  const alternatives = [
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.allOf ?? []),
  ];
  const below = [
    ...alternatives.flatMap(each => keysOf(each, path)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) =>
      keysOf(each, `${path}.${name}`),
    ),
    ...anyName(schema).flatMap(each => keysOf(each, `${path}.*`)),
    ...items(schema).flatMap(each => keysOf(each, `${path}[]`)),
  ];
  return below.length > 0 ? below : [path];
}

/** Only records have values under any name: the rest of an open object is somebody else's. */
function anyName({ additionalProperties, properties }: JsonSchema) {
  return additionalProperties &&
    additionalProperties !== true &&
    !properties &&
    Object.keys(additionalProperties).length > 0
    ? [additionalProperties]
    : [];
}

function items({ items: each }: JsonSchema): (JsonSchema | boolean)[] {
  if (each === undefined) return [];
  return Array.isArray(each) ? each : [each];
}
