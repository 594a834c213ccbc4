const DEFAULT_WAIT_MS = 60_000;

/**
 * How long a host asks to be left alone, in milliseconds; absent when it does not. GitHub: "Best practices for using
 * the REST API", primary and secondary rate limits. Azure DevOps: "Rate and usage limits", which sends Retry-After
 * with answers of status 200 too.
 */
export function waitAsked(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  now: number,
): number | undefined {
  const seconds = headers.get('retry-after');
  if (seconds !== null && /^\d+(\.\d+)?$/.test(seconds.trim())) {
    return Number(seconds) * 1000;
  }
  const spent = headers.get('x-ratelimit-remaining') === '0';
  const limited = status === 429 || (status === 403 && spent);
  if (!limited) return undefined;
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN) * 1000;
  return Number.isFinite(reset) && reset > now ? reset - now : DEFAULT_WAIT_MS;
}
