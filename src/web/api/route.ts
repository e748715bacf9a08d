import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { z } from 'zod';
import { refusedFields } from '../../actions/vendor-input.ts';
import type { Person, Right } from '../../domain/person.ts';
import type { Scope } from '../../domain/scope.ts';
import { Refused } from '../../errors.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { askingPerson, scopesOf } from './asking-person.ts';
import { operationOf } from './operation.ts';
import { scopeOf } from './scope-of.ts';

/** One row of the API: what it is called, who may, what goes in and out. The table is the router and the document. */
export interface ApiRoute<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
> {
  method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  /** With `{name}` for parameters. */
  path: string;
  /** `public` needs no sign-in. */
  right: Right | 'public';
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  reply: z.ZodType;
  /** 200 unless given. */
  status?: 200 | 201 | 202;
  handle: (asked: Asked<z.infer<P>, z.infer<Q>, z.infer<B>>, parts: WebParts) => Promise<unknown>;
}

/** A validated request. `person` is only a stand-in on public routes. */
export interface Asked<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  person: Person;
  /** The scopes of the token that the request came with; null for a session. */
  through: readonly Scope[] | null;
  /** The name of that token; null for a session. */
  token: string | null;
  header: (name: string) => string | undefined;
  /** The query as it came, with names that stand in it more than once. */
  search: URLSearchParams;
  /** Where the request comes from in the network, to count tries by. */
  address: string;
  /** Sets a header of the answer. */
  answer: (name: string, value: string) => void;
}

/** Lets TypeScript infer a row's schemas. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(row: ApiRoute<P, Q, B>): ApiRoute {
  return row as unknown as ApiRoute;
}

type App = OpenAPIHono<{ Variables: WebVariables }>;

/** Adds the rows to the application: handlers, and their lines in the OpenAPI document. */
export function mount(app: App, rows: readonly ApiRoute[], parts: WebParts): void {
  for (const row of rows) {
    app.openAPIRegistry.registerPath(operationOf(row));
    app.on(row.method.toUpperCase(), row.path.replace(/\{(\w+)\}/g, ':$1'), (c) => answer(c, row, parts));
  }
}

/** Whoever asks where nobody needs to sign in. */
const stranger: Person = { email: 'nobody@assay.example', role: 'reader' };

async function answer(c: Context<{ Variables: WebVariables }>, row: ApiRoute, parts: WebParts): Promise<Response> {
  const { right } = row;
  const person = right === 'public' ? stranger : askingPerson(c, { right, scope: scopeOf(row) });
  const checked = <T>(schema: z.ZodType | undefined, value: unknown): T => {
    if (!schema) return undefined as T;
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw refusedFields(parsed.error);
    return parsed.data as T;
  };
  const params = checked(row.params, c.req.param());
  const query = checked(row.query, c.req.query());
  const body = checked(row.body, row.body ? await jsonBody(c) : undefined);
  const reply = await row.handle(
    {
      params,
      query,
      body,
      person,
      through: scopesOf(c),
      token: c.get('bySession') ? null : (c.get('holder')?.label ?? null),
      header: (name) => c.req.header(name),
      search: new URL(c.req.url).searchParams,
      address: parts.clientAddress(c),
      answer: (name, value) => c.header(name, value),
    },
    parts,
  );
  if (row.method === 'get' && isKnown(c)) return c.body(null, 304);
  return c.json(reply as object, row.status ?? 200);
}

/** Whether the caller has this very answer already, by its ETag. */
function isKnown(c: Context): boolean {
  const etag = c.res.headers.get('etag');
  const seen = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return etag !== null && seen.includes(etag);
}

async function jsonBody(c: Context): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    throw new Refused({
      status: 400,
      code: 'not-json',
      message: 'The body is not JSON.',
      advice: 'Send a JSON object with "Content-Type: application/json".',
    });
  }
}
