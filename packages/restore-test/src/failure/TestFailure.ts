/** The restore did not do what it has to: a finding in words for people, not a fault of the program. */
export class TestFailure extends Error {
  override name = 'TestFailure';
}
