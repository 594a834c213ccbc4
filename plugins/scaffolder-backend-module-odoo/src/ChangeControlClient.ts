import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ForwardedError, InputError, ResponseError } from '@backstage/errors';
import {
  Change,
  changeSchema,
  FieldError,
  fieldErrorSchema,
  formFieldOf,
  ProposeChangeInput,
  ProposeSeriesUpgradeInput,
  releaseFieldOf,
  SeriesUpgradeDetail,
  seriesUpgradeDetailSchema,
  updateFieldOf,
} from '@plumbline/plugin-odoo-common';
import { z } from 'zod';

type FieldOf = (path: string) => string | undefined;

/** Templates call one path by different names. */
const FIELD_OF: Partial<Record<ProposeChangeInput['kind'], FieldOf>> = {
  update: updateFieldOf,
  decommission: updateFieldOf,
  'restore-test': updateFieldOf,
  promote: releaseFieldOf,
  'roll-back': releaseFieldOf,
};

/** Asks change control in the name of the person who runs the template, never in the portal's own. */
export class ChangeControlClient {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /**
   * Fails with InputError that names every wrong field, or with the name and sentence of another refusal.
   * @param idempotencyKey - the same key answers the same change, so that a repeated step proposes once
   */
  async propose(
    proposal: ProposeChangeInput,
    options: {
      credentials: BackstageCredentials;
      idempotencyKey: string;
      signal?: AbortSignal;
    },
  ): Promise<Change> {
    const response = await this.#post('changes', proposal, options);
    if (!response.ok) {
      throw toRefusal(
        await ResponseError.fromResponse(response),
        FIELD_OF[proposal.kind] ?? formFieldOf,
        'The change was not proposed',
      );
    }
    return changeSchema.parse(await response.json());
  }

  /** Fails as `propose` does. */
  async beginSeriesUpgrade(
    asked: ProposeSeriesUpgradeInput,
    options: { credentials: BackstageCredentials; signal?: AbortSignal },
  ): Promise<SeriesUpgradeDetail> {
    const response = await this.#post('series-upgrades', asked, options);
    if (!response.ok) {
      throw toRefusal(
        await ResponseError.fromResponse(response),
        path => path,
        'The series upgrade was not begun',
      );
    }
    return seriesUpgradeDetailSchema.parse(await response.json());
  }

  async #post(
    path: string,
    body: object,
    options: {
      credentials: BackstageCredentials;
      idempotencyKey?: string;
      signal?: AbortSignal;
    },
  ): Promise<Response> {
    const { credentials, idempotencyKey, signal } = options;
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'odoo',
    });
    const url = `${await this.#discovery.getBaseUrl('odoo')}/${path}`;
    return fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(idempotencyKey !== undefined && {
          'idempotency-key': idempotencyKey,
        }),
      },
      body: JSON.stringify(body),
      signal,
    }).catch(error => {
      throw new ForwardedError('Change control did not answer', error);
    });
  }
}

/** `error.details` of a 400 of the HTTP contract. */
const detailsSchema = z.object({ details: z.array(fieldErrorSchema).min(1) });

/** What the log of the task shows: the server's own sentence, or every wrong field of the form and what it takes. */
function toRefusal(
  failure: ResponseError,
  fieldOf: FieldOf,
  what: string,
): Error {
  const wrong = detailsSchema.safeParse(failure.body.error);
  if (failure.statusCode === 400 && wrong.success) {
    return new InputError(
      [
        `${what}:`,
        ...wrong.data.details.map(error => describe(error, fieldOf)),
      ].join('\n'),
      failure,
    );
  }
  return new ForwardedError(what, failure.cause);
}

function describe(
  { path, message, accepted }: FieldError,
  fieldOf: FieldOf,
): string {
  return `${fieldOf(path) ?? path}: ${message} (accepted: ${accepted})`;
}
