import { TestFailure } from '../failure';
import { segmentName, segmentNumber } from './segments';
import { Branch } from './timelines';

/** Beyond this a restore test would measure nothing but the network. */
const MAXIMUM_SEGMENTS = 1_000_000;

export interface ChainRequest {
  /** First segment that the base backup needs. */
  begin: string;
  /** The chosen one. */
  end: string;
  segmentBytes: number;
  /** Newest first. */
  branches: readonly Branch[];
}

/** For every segment of the way, the files that recovery would take, the newest timeline first. */
export function candidatesOf(request: ChainRequest): string[][] {
  const { begin, end, segmentBytes, branches } = request;
  const first = segmentNumber(begin, segmentBytes);
  const last = segmentNumber(end, segmentBytes);
  const count = last - first + 1;
  if (count < 1) {
    throw new TestFailure(
      `The chosen segment ${end} is older than the base backup, which starts in ${begin}`,
    );
  }
  if (count > MAXIMUM_SEGMENTS) {
    throw new TestFailure(
      `${count} segments lie between the base backup and the chosen segment ${end}`,
    );
  }
  return Array.from({ length: count }, (_, index) =>
    branches
      .filter(branch => branch.begin <= first + index)
      .filter(branch => first + index <= branch.end)
      .map(({ timeline }) =>
        segmentName(timeline, first + index, segmentBytes),
      ),
  );
}

/**
 * The file for each segment of the way: of the newest timeline that has it, as PostgreSQL chooses.
 * @throws TestFailure naming the first segment that no timeline has
 */
export function chainOf(
  request: ChainRequest,
  isStored: (segment: string) => boolean,
): string[] {
  const way = candidatesOf(request);
  const chain = way.map((candidates, index) => {
    const segment = candidates.find(isStored);
    if (segment) return segment;
    throw new TestFailure(
      `WAL segment ${candidates[0]} is missing, number ${index + 1} of the ${
        way.length
      } from the base backup to ${request.end}`,
    );
  });
  if (chain.at(-1) !== request.end) {
    throw new TestFailure(
      `The chosen segment ${request.end} is not on the way to its timeline`,
    );
  }
  return chain;
}
