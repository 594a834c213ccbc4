import { z } from 'zod';

const statusSchema = z.object({ message: z.string() });

const MEANINGS: Record<number, string> = {
  401: 'the credential was refused',
  403: 'no permission',
  404: 'not found',
  410: 'the list expired while it was read',
  429: 'throttled',
};

/** The API server answered, and not with 200. */
export class ApiStatusError extends Error {
  readonly status: number;

  constructor(status: number, path: string, body: string) {
    const meaning = MEANINGS[status];
    const said = serverMessage(body);
    super(
      [
        `${status}${meaning ? ` (${meaning})` : ''} for ${path}`,
        said ? said.slice(0, 300) : '',
      ]
        .filter(Boolean)
        .join(': '),
    );
    this.name = 'ApiStatusError';
    this.status = status;
  }
}

/** The message of a Kubernetes Status object; anything else (an error page of a proxy) is left out. */
function serverMessage(body: string): string | undefined {
  try {
    return statusSchema.safeParse(JSON.parse(body)).data?.message;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
