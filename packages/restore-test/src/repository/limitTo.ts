import { Transform } from 'node:stream';
import { TestFailure } from '../failure';

/** Ends the flow of what unpacks to more than it may. */
export function limitTo(maximum: number, name: string): Transform {
  let length = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      length += chunk.length;
      if (length > maximum) {
        done(new TestFailure(`${name} unpacks to more than ${maximum} bytes`));
      } else {
        done(null, chunk);
      }
    },
  });
}
