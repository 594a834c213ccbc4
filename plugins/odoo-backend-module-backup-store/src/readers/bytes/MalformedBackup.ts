/** The bytes of a backup are not what its format promises. The message is for people and follows the file's name. */
export class MalformedBackup extends Error {
  readonly name = 'MalformedBackup';

  constructor(
    /** Code of the finding. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
