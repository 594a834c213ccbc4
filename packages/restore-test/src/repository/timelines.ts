import { TestFailure } from '../failure';
import { parseLsn } from './segments';

/** A part of the log that belongs to one timeline, in segment numbers, both ends included. */
export interface Branch {
  timeline: number;
  begin: number;
  end: number;
}

const LINE = /^(\d+)\s+([0-9A-F]+\/[0-9A-F]+)\b/;

/**
 * What recovery to a timeline reads, newest first. An ancestor ends where it was left: its later
 * segments belong to a branch that nobody follows.
 * @param history content of the timeline's history file: `parent <tab> switch LSN <tab> reason`, oldest first
 */
export function branchesOf(
  timeline: number,
  history: string,
  segmentBytes: number,
): Branch[] {
  const switches = history
    .split('\n')
    .filter(line => /^\s*[^#\s]/.test(line))
    .map(line => {
      const match = LINE.exec(line.trim());
      if (!match) {
        throw new TestFailure(
          `The history file of timeline ${timeline} cannot be read`,
        );
      }
      return {
        parent: Number(match[1]),
        segment: Number(parseLsn(match[2]) / BigInt(segmentBytes)),
      };
    });
  return [...switches.map(({ parent }) => parent), timeline]
    .map((each, index) => ({
      timeline: each,
      begin: switches[index - 1]?.segment ?? 0,
      end: switches[index]?.segment ?? Number.MAX_SAFE_INTEGER,
    }))
    .reverse();
}
