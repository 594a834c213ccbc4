import { damaged, Problem } from '../series';

/** Every old database misses a few files; a backup that misses more than this has lost its filestore. */
const TOLERATED = 0.05;

/** Files that the attachments in a dump refer to, counted against those that are there. */
export class AttachmentCount {
  #rows = 0;
  #missing = 0;
  #example = '';

  constructor(private readonly files: ReadonlySet<string>) {}

  /** @param path - as `xx/<sha1>` */
  count(path: string): void {
    this.#rows += 1;
    if (this.files.has(path)) return;
    this.#missing += 1;
    this.#example ||= path;
  }

  problems(): Problem[] {
    if (this.#missing === 0) return [];
    const summary =
      `${this.#missing} of ${
        this.#rows
      } attachments of the database are not in the filestore of this backup` +
      ` (such as ${this.#example}).`;
    return this.#missing > this.#rows * TOLERATED
      ? [
          damaged(
            'filestore-missing',
            summary,
            'Take a backup with the filestore; one of the database alone is half a backup.',
          ),
        ]
      : [
          {
            code: 'attachments-missing',
            effect: 'doubtful',
            summary,
            action:
              'Look for these files in an older backup; if Odoo misses them as well, delete the attachments there.',
          },
        ];
  }
}
