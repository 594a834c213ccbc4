/**
 * From when until when evidence counts. A source whose clock runs ahead must not keep its evidence fresh for
 * longer.
 *
 * @param ttl - seconds
 */
export function lifetime(observedAt: Date, ttl: number, now: Date) {
  const at = Math.min(observedAt.getTime(), now.getTime());
  return {
    observedAt: new Date(at).toISOString(),
    expiresAt: new Date(at + ttl * 1000).toISOString(),
  };
}
