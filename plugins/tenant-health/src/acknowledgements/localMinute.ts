/** As an input of date and time has it, in the viewer's zone: `2026-11-26T18:00`. Milliseconds in. */
export function localMinute(at: number): string {
  const moment = new Date(at);
  const shifted = at - moment.getTimezoneOffset() * 60_000;
  return new Date(shifted).toISOString().slice(0, 16);
}
