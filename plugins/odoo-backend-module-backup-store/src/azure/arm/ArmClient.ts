import { z } from 'zod';
import { BlobStoreError } from '../../store';
import { AzureAnswer, AzureConnection } from '../http';

/** The longest lists, of containers above all, stay below. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const MAX_PAGES = 100;

export interface ArmQuestion {
  /** Resource id, with what follows it. */
  path: string;
  apiVersion: string;
  query?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

/** Reads Azure Resource Manager. Failures are BlobStoreErrors, as those of the store it tells of. */
export class ArmClient {
  #calls = 0;

  constructor(private readonly connection: AzureConnection) {}

  /** Questions that were asked by this client; others may share the connection. */
  get calls(): number {
    return this.#calls;
  }

  async get<T>(question: ArmQuestion, schema: z.ZodType<T>): Promise<T> {
    const { path, apiVersion, query, signal } = question;
    this.#calls += 1;
    const subject = path.slice(path.lastIndexOf('/providers/') + 1);
    return this.connection.ask(
      {
        subject,
        path: encodeURI(path),
        query: { 'api-version': apiVersion, ...query },
        signal,
      },
      async answer => parse(subject, await textOf(answer), schema),
    );
  }

  /** All pages. A next page at another host is refused: the token would go there too. */
  async list<T>(question: ArmQuestion, item: z.ZodType<T>): Promise<T[]> {
    const page = z.object({
      value: z.array(item),
      nextLink: z.string().nullish(),
    });
    const items: T[] = [];
    let next: ArmQuestion | undefined = question;
    for (let pages = 0; next && pages < MAX_PAGES; pages++) {
      const { value, nextLink }: z.output<typeof page> = await this.get(
        next,
        page,
      );
      items.push(...value);
      next = nextLink ? this.#following(question, nextLink) : undefined;
    }
    if (next) throw endless(question);
    return items;
  }

  #following(question: ArmQuestion, link: string): ArmQuestion {
    const url = URL.canParse(link) ? new URL(link) : undefined;
    const { origin, pathname } = this.connection.endpoint;
    const base = pathname.replace(/\/$/, '');
    if (url?.origin !== origin || !url.pathname.startsWith(`${base}/`)) {
      throw new BlobStoreError(
        'garbled',
        `${question.path}: the next page lies at another host`,
      );
    }
    const { 'api-version': apiVersion = question.apiVersion, ...query } =
      Object.fromEntries(url.searchParams);
    const path = decodeURI(url.pathname.slice(base.length));
    return { ...question, path, apiVersion, query };
  }
}

function endless({ path }: ArmQuestion): BlobStoreError {
  return new BlobStoreError('garbled', `${path}: more than ${MAX_PAGES} pages`);
}

async function textOf(answer: AzureAnswer): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer.chunks(MAX_ANSWER_BYTES)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function parse<T>(subject: string, text: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(jsonOf(subject, text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new BlobStoreError(
    'garbled',
    `${subject}: ${issue.path.join('.')} ${issue.message}`,
  );
}

function jsonOf(subject: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BlobStoreError('garbled', `${subject}: the answer is no JSON`);
  }
}
