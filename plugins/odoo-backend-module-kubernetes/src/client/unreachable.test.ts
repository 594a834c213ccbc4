import { ApiStatusError } from './ApiStatusError';
import { unreachableReason } from './unreachable';

const coded = (code: string) => Object.assign(new Error('words'), { code });

describe('unreachableReason', () => {
  it.each([
    [coded('UND_ERR_HEADERS_TIMEOUT'), 'it gave no answer in time'],
    [coded('UND_ERR_CONNECT_TIMEOUT'), 'it gave no answer in time'],
    [new DOMException('x', 'TimeoutError'), 'it gave no answer in time'],
    [coded('ECONNREFUSED'), 'words'],
    [coded('EAI_AGAIN'), undefined],
    [coded('DEPTH_ZERO_SELF_SIGNED_CERT'), undefined],
    [new ApiStatusError(401, '/version', ''), undefined],
    [new ApiStatusError(503, '/version', ''), '503 for /version'],
  ])('of %s is %s', (error, reason) => {
    expect(unreachableReason(error)).toBe(reason);
  });
});
