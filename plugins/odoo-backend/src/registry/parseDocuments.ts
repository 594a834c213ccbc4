import { toError } from '@backstage/errors';
import {
  EnvironmentDocument,
  ReleaseDocument,
  environmentDocumentSchema,
  releaseDocumentSchema,
} from '@plumbline/plugin-odoo-common';
import { parse } from 'yaml';
import { z } from 'zod';
import { BusinessCalendar, parseCalendar } from '../calendar';

/** A document, or why it is none. */
export type Parsed<T> = { document: T } | { message: string };

/** `environments/<tenant>/<stage>/environment.yaml` */
export const parseEnvironment = (text: string): Parsed<EnvironmentDocument> =>
  parseYaml(text, environmentDocumentSchema);

/** `calendars/<name>.ics` */
export function parseCalendarFile(text: string): Parsed<BusinessCalendar> {
  try {
    return { document: parseCalendar(text) };
  } catch (error) {
    // Whatever the parser stumbles over is wrong with this one file, and must not hide all the others.
    return { message: toError(error).message };
  }
}

/** `releases/<version>.yaml` */
export const parseRelease = (text: string): Parsed<ReleaseDocument> =>
  parseYaml(text, releaseDocumentSchema);

function parseYaml<T>(text: string, schema: z.ZodType<T>): Parsed<T> {
  try {
    // No aliases: a few lines of them expand to gigabytes.
    const parsed = schema.safeParse(
      parse(text, { maxAliasCount: 0, logLevel: 'error' }),
    );
    return parsed.success
      ? { document: parsed.data }
      : { message: describeIssues(parsed.error) };
  } catch (error) {
    // Whatever the parser stumbles over is wrong with this one file, and must not hide all the others.
    return { message: `is not YAML: ${toError(error).message}` };
  }
}

function describeIssues({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) =>
      path.length ? `${path.join('.')}: ${message}` : message,
    )
    .join('; ');
}
