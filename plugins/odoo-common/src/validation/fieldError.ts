import { z } from 'zod';
import { ruleInWords } from './ruleInWords';

/** One wrong field: where, which rule, and what would be accepted. */
export const fieldErrorSchema = z.object({
  path: z.string(),
  message: z.string(),
  accepted: z.string(),
});
export type FieldError = z.infer<typeof fieldErrorSchema>;

/**
 * Turns zod issues into field errors. `accepted` looks up what a field takes by its path,
 * with array indices written as `*`.
 */
export function toFieldErrors(
  error: z.ZodError,
  accepted: (path: string) => string | undefined,
  prefix = '',
): FieldError[] {
  return error.issues.flatMap(issue => {
    const paths =
      issue.code === 'unrecognized_keys'
        ? issue.keys.map(key => [...issue.path, key])
        : [issue.path];
    return paths.map(segments => {
      const path = [prefix, ...segments.map(String)].filter(Boolean).join('.');
      const pattern = segments
        .map(segment => (typeof segment === 'number' ? '*' : String(segment)))
        .join('.');
      const unknown = issue.code === 'unrecognized_keys';
      return {
        path,
        message: unknown ? 'is not a field of this object' : ruleInWords(issue),
        accepted: unknown
          ? 'nothing: remove it'
          : accepted(pattern) ?? 'see the API reference',
      };
    });
  });
}
