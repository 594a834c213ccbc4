import { z } from 'zod';

/** Where an object is not what it should be, in a line: `status.conditions: Invalid input: expected array, received string`. */
export function readError({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => `${path.join('.') || 'the object'}: ${message}`)
    .join('; ');
}
