import { useClock } from '../clock';

/** Whether the moment (RFC 3339) has come, checked each second; what never expires has not. */
export function useExpired(expiresAt: string | undefined): boolean {
  return useClock(now =>
    expiresAt === undefined ? false : Date.parse(expiresAt) <= now,
  );
}
