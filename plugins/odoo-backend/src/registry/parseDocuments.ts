import { toError } from '@backstage/errors';
import {
  EnvironmentDocument,
  ReleaseDocument,
  environmentDocumentSchema,
  releaseDocumentSchema,
} from '@plumbline/plugin-odoo-common';
import { BusinessCalendar, CalendarError, parseCalendar } from '../calendar';
import { Parsed, broken } from './Parsed';
import { parseYaml } from './parseYaml';

/** `environments/<tenant>/<stage>/environment.yaml` */
export const parseEnvironment = (text: string): Parsed<EnvironmentDocument> =>
  parseYaml(text, environmentDocumentSchema);

/** `calendars/<name>.ics` */
export function parseCalendarFile(text: string): Parsed<BusinessCalendar> {
  try {
    return { document: parseCalendar(text) };
  } catch (error) {
    if (error instanceof CalendarError) {
      return { problems: [{ line: error.line, message: error.rule }] };
    }
    // Whatever the parser stumbles over is wrong with this one file, and must not hide all the others.
    return broken(toError(error).message);
  }
}

/** `releases/<version>.yaml` */
export const parseRelease = (text: string): Parsed<ReleaseDocument> =>
  parseYaml(text, releaseDocumentSchema);
