/** The host understood and said no: what that means depends on what was asked. */
export class HostRefusal extends Error {
  override readonly name = 'HostRefusal';

  constructor(host: string, readonly status: number, readonly reason: string) {
    super(`${host} refused (${status}): ${reason}`);
  }
}
