import { BlobItem, BlobStore, BlobStoreError } from '../../store';
import { MalformedBackup } from '../bytes';
import { damaged, Examination, Problem, Thoroughness } from './Examination';

/** Of files that were encrypted after the backup; a part of a regular expression. */
export const ENCRYPTED_SUFFIX = '\\.(gpg|pgp|age|aes|enc)';

export interface FileToExamine {
  store: BlobStore;
  blob: BlobItem;
  thoroughness: Thoroughness;
  signal?: AbortSignal;
}

export interface FileExamination extends Examination {
  /** The store did not tell everything; it may at another time. */
  refused?: boolean;
}

const ENCRYPTED = new RegExp(`${ENCRYPTED_SUFFIX}$`, 'i');
const encrypted: Problem = {
  code: 'encrypted',
  effect: 'unreadable',
  summary: 'It is encrypted: what it holds cannot be told without the key.',
  action: 'Prove it by a restore test.',
};

/** Reads one file; whatever is wrong with its bytes becomes a problem of it. */
export async function examineFile(
  file: FileToExamine,
  examine: (file: FileToExamine) => Promise<Examination>,
): Promise<FileExamination> {
  if (file.blob.size === 0) {
    return {
      problems: [damaged('empty-file', 'The file has 0 bytes.')],
      amounts: {},
    };
  }
  if (ENCRYPTED.test(file.blob.name)) {
    return { problems: [encrypted], amounts: {} };
  }
  try {
    return await examine(file);
  } catch (error) {
    if (error instanceof MalformedBackup) {
      const { code, message } = error;
      return {
        problems: [damaged(code, `The file ${message}.`)],
        amounts: {},
      };
    }
    if (error instanceof BlobStoreError) {
      return {
        problems: [problemOfStore(error)],
        amounts: {},
        refused: error.kind !== 'archived' && error.kind !== 'garbled',
      };
    }
    throw error;
  }
}

function problemOfStore({ kind, message }: BlobStoreError): Problem {
  switch (kind) {
    case 'garbled':
      return damaged(
        'lying-length',
        `What is stored is not whole: ${message}.`,
      );
    case 'archived':
      return {
        code: 'archived',
        effect: 'unreadable',
        summary: 'It lies in the archive tier and cannot be read as it is.',
        action:
          'Rehydrate it before a restore (up to 15 hours), or keep recent backups out of the archive tier.',
      };
    default:
      return {
        code: 'not-readable',
        effect: 'unreadable',
        summary: `The store did not let it be read (${kind}): ${message}.`,
        action:
          kind === 'forbidden'
            ? 'Give the portal read access to the container.'
            : 'It is read again with the next run; see the Sources page.',
      };
  }
}
