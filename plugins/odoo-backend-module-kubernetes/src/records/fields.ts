import { z } from 'zod';

/** A moment in milliseconds since 1970, as `Date.now()` counts. */
export type Time = number;

/** Kubernetes and its operators write `null` where they mean absent. */
export const text = z
  .string()
  .nullish()
  .transform(value => value ?? undefined);

export const count = z
  .int()
  .nullish()
  .transform(value => value ?? undefined);

export const flag = z
  .boolean()
  .nullish()
  .transform(value => value ?? false);

/** RFC 3339; a time that cannot be read makes the object malformed, it is never taken for absent. */
export const time = z
  .string()
  .nullish()
  .transform((value, context): Time | undefined => {
    if (!value) return undefined;
    const parsed = Date.parse(value);
    if (!Number.isNaN(parsed)) return parsed;
    context.addIssue({ code: 'custom', message: 'is not an RFC 3339 time' });
    return z.NEVER;
  });

export const textMap = z
  .record(z.string(), z.string())
  .nullish()
  .transform(value => value ?? {});

/** An array that may be absent. */
export function list<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((value): z.output<T>[] => value ?? []);
}

/** An object that may be absent, `status` of a new object above all; it is then read as `{}`. */
export function section<T extends z.ZodRawShape>(shape: T) {
  return z.preprocess(value => value ?? {}, z.object(shape));
}

export const metadata = z.object({
  name: z.string().min(1),
  namespace: z.string().min(1),
});
