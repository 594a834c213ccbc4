/** Where a command writes to; each call is a line or more. */
export interface Output {
  result(text: string): void;
  note(text: string): void;
}
