import { z } from 'zod';

/** RFC 1123 label: what Kubernetes accepts as a name. */
export const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** RFC 1123 host name with at least two labels, lower case, no wildcard. */
export const HOST_NAME =
  /^(?=.{4,253}$)([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;

export const dnsLabel = (maximum = 63) =>
  z.string().min(1).max(maximum).regex(DNS_LABEL);

/**
 * A reason or comment: one paragraph of plain text. Control characters would forge commit trailers
 * or terminal output; template syntax has no place in it and is refused where it enters.
 */
export const plainText = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'must be one line of plain text')
    .refine(
      text => !/\$\{|\{\{|\{%/.test(text),
      'must not contain template syntax',
    );

/** What `plainText` accepts, in words for error messages. */
export const plainTextAccepted = (maximum: number) =>
  `1 to ${maximum} characters of plain text on one line, without template syntax`;

/** True for a time zone of the IANA database that this runtime knows. */
export function isTimeZone(value: string): boolean {
  try {
    return (
      /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/.test(value) &&
      Boolean(new Intl.DateTimeFormat('en', { timeZone: value }))
    );
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
