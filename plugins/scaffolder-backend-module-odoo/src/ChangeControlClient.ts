import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { InputError, ResponseError } from '@backstage/errors';
import {
  Change,
  changeSchema,
  FieldError,
  fieldErrorSchema,
  formFieldOf,
  proposalFromForm,
} from '@plumbline/plugin-odoo-common';
import { z } from 'zod';

/** Asks change control in the name of the person who runs the template, never in the portal's own. */
export class ChangeControlClient {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** @param idempotencyKey - the same key answers the same change, so that a repeated step proposes once */
  async propose(
    proposal: ReturnType<typeof proposalFromForm> & {
      expectedContentHash?: string;
      dryRun: boolean;
    },
    options: {
      credentials: BackstageCredentials;
      idempotencyKey: string;
      signal?: AbortSignal;
    },
  ): Promise<Change> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: options.credentials,
      targetPluginId: 'odoo',
    });
    const response = await fetch(
      `${await this.#discovery.getBaseUrl('odoo')}/changes`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': options.idempotencyKey,
        },
        body: JSON.stringify(proposal),
        signal: options.signal,
      },
    );
    if (!response.ok) throw await toError(response);
    return changeSchema.parse(await response.json());
  }
}

const errorBodySchema = z.object({
  error: z.object({ details: z.array(fieldErrorSchema).min(1) }),
});

/** Field errors become one error that names every wrong field of the form and what it takes. */
async function toError(response: Response): Promise<Error> {
  const copy = response.clone();
  const failure = await ResponseError.fromResponse(response);
  if (copy.status !== 400) return failure;
  const body = errorBodySchema.safeParse(await copy.json());
  if (!body.success) return failure;
  return new InputError(
    `The change was not proposed:\n${body.data.error.details
      .map(describe)
      .join('\n')}`,
  );
}

function describe({ path, message, accepted }: FieldError): string {
  return `${formFieldOf(path) ?? path}: ${message} (accepted: ${accepted})`;
}
