export type IniErrorKind =
  /** Begins with `Salted__`: what is inside is known to the holder of the passphrase only. */
  | 'encrypted'
  /** A line is not what the format promises. */
  | 'malformed'
  /** Every line reads well, and together they are not what was written; also a file that was cut. */
  | 'checksum'
  /** More lines or bytes than the reader is willing to look at. */
  | 'too-large';

/** Why a file of the tool cannot be believed. */
export class IniError extends Error {
  readonly name = 'IniError';

  constructor(readonly kind: IniErrorKind, message: string) {
    super(message);
  }
}
