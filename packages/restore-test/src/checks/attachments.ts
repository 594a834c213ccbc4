import { createHash } from 'node:crypto';
import { RestError } from '@azure/storage-blob';
import { Client } from 'pg';
import { TestFailure } from '../failure';
import { BackupContainer } from '../store';

/** The only fault that a file can outgrow. */
const MISSING = 'is missing';

interface Attachment {
  /** `xx/<sha1>` */
  file: string;
  bytes: number | null;
  createdAt: Date;
}

export interface AttachmentOptions {
  container: BackupContainer;
  filestorePrefix: string;
  sample: number;
  /** Files created after this may not be copied yet. */
  settledBefore: Date;
}

export interface AttachmentResult {
  summary: string;
  bytes: number;
}

/**
 * Reads a sample of the files that the database knows from the copy of the filestore, evenly spread
 * from the oldest to the newest. A file is its content's SHA-1: nothing damaged passes.
 * @throws TestFailure for files that are missing or differ, unless they are too young to be copied
 */
export async function checkAttachments(
  client: Client,
  options: AttachmentOptions,
): Promise<AttachmentResult> {
  const { attachments, total } = await sampleOf(client, options.sample);
  const faults: string[] = [];
  let young = 0;
  let bytes = 0;
  for (const attachment of attachments) {
    const fault = await faultOf(attachment, options);
    if (!fault) {
      bytes += attachment.bytes ?? 0;
    } else if (
      fault === MISSING &&
      attachment.createdAt >= options.settledBefore
    ) {
      young += 1;
    } else {
      faults.push(`${attachment.file} ${fault}`);
    }
  }
  if (faults.length > 0) {
    throw new TestFailure(
      `${faults.length} of ${
        attachments.length
      } sampled attachments are not in the filestore's copy: ${faults
        .slice(0, 3)
        .join('; ')}`,
    );
  }
  const proven = attachments.length - young;
  if (attachments.length > 0 && proven === 0) {
    throw new TestFailure(
      `None of ${attachments.length} sampled attachments is in the filestore's copy yet`,
    );
  }
  return {
    bytes,
    summary: `${proven} of ${total} attachments read from the filestore's copy, each with the content it had${
      young > 0 ? `; ${young} more too young to be copied` : ''
    }`,
  };
}

/** Evenly spread over all files in the order in which they were made, the newest included. */
async function sampleOf(client: Client, sample: number) {
  const { rows } = await client.query<{
    file: string;
    bytes: string | null;
    created: Date | null;
    total: string;
  }>(
    `with files as (
        select store_fname as file, max(file_size) as bytes,
          min(create_date) at time zone 'UTC' as created, min(id) as first
        from ir_attachment where store_fname is not null group by store_fname),
      numbered as (
        select *, row_number() over (order by first desc) - 1 as number,
          count(*) over () as total from files)
      select file, bytes, created, total from numbered
      where number % greatest(1, ceil(total::numeric / $1)) = 0`,
    [sample],
  );
  return {
    total: Number(rows[0]?.total ?? 0),
    attachments: rows.map(
      ({ file, bytes, created }): Attachment => ({
        file,
        bytes: bytes === null ? null : Number(bytes),
        createdAt: created ?? new Date(0),
      }),
    ),
  };
}

async function faultOf(
  { file, bytes }: Attachment,
  { container, filestorePrefix }: AttachmentOptions,
): Promise<string | undefined> {
  const digest = /^[0-9a-f]{2}\/([0-9a-f]{40})$/.exec(file)?.[1];
  if (!digest) return 'is no name of a file';
  const hash = createHash('sha1');
  let length = 0;
  try {
    for await (const chunk of await container.open(
      `${filestorePrefix}${file}`,
    )) {
      hash.update(chunk);
      length += chunk.length;
    }
  } catch (error) {
    if (error instanceof RestError && error.statusCode === 404) {
      return MISSING;
    }
    throw error;
  }
  if (bytes !== null && length !== bytes)
    return `has ${length} bytes instead of ${bytes}`;
  return hash.digest('hex') === digest ? undefined : 'has another content';
}
