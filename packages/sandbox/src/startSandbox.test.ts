// The tests of one sandbox, in this order: what the seed made is counted before anything is changed.
import './__testUtils__/recovery';
import './__testUtils__/faults';
import './__testUtils__/clusters';
import './__testUtils__/restart';
import { started } from './__testUtils__/startedSandbox';

beforeAll(() => started.start(), 600_000);
afterAll(() => started.remove(), 60_000);
