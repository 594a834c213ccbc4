import { ResponseError } from '@backstage/errors';
import { errorStatus, errorText } from './errorText';

const answer = (body: string, type: string) =>
  ResponseError.fromResponse(
    new Response(body, {
      status: 502,
      statusText: 'Bad Gateway',
      headers: { 'Content-Type': type },
    }),
  );

describe('errorText', () => {
  it("repeats the server's sentence", async () => {
    const error = await answer(
      JSON.stringify({
        error: { name: 'ConflictError', message: 'The content has changed' },
        response: { statusCode: 409 },
      }),
      'application/json',
    );
    expect(errorText(error)).toBe('The content has changed');
    expect(errorStatus(error)).toBe(409);
  });

  it('does not repeat the page of a proxy', async () => {
    const error = await answer('<html><b>nginx</b></html>', 'text/html');
    expect(errorText(error)).toBe('Request failed with 502 Bad Gateway');
  });

  it('says in words that nothing answered', () => {
    expect(errorText(new TypeError('Failed to fetch'))).toMatch(
      /The portal did not answer/,
    );
  });

  it('is bounded', () => {
    expect(errorText(new Error('x'.repeat(5000))).length).toBeLessThan(310);
    expect(errorStatus(new Error('x'))).toBeUndefined();
  });
});
