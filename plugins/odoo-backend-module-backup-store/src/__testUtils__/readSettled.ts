import { RepositoryReport } from '@plumbline/plugin-odoo-common';
import { BackupReader, ReadRequest } from '../readers/BackupReader';

/** Reads until nothing is left for a later reading, with what a database would have kept in between. */
export async function readSettled(
  reader: BackupReader,
  request: ReadRequest,
): Promise<RepositoryReport> {
  let { memory } = request;
  for (;;) {
    const reading = await reader.read({ ...request, memory });
    if (!reading.pending) return reading.report;
    memory = JSON.parse(JSON.stringify(reading.memory));
  }
}
