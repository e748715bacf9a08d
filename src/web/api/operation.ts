import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Env } from 'hono';
import type { z } from 'zod';
import type { Right } from '../../domain/person.ts';
import { examples } from './examples.ts';
import { problemReply } from './problem-reply.ts';
import { scopeOf } from './scope-of.ts';

/** What the document says of a row of the API; `ApiRoute` is one. */
interface Described {
  method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  path: string;
  right: Right | 'public';
  summary: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  reply: z.ZodType;
  status?: 200 | 201 | 202;
}

type Operation = Parameters<OpenAPIHono<Env>['openAPIRegistry']['registerPath']>[0];

/** A row of the API as an operation of the OpenAPI document, with every way in which it answers. */
export function operationOf(row: Described): Operation {
  const { method, path, right, summary } = row;
  const scope = scopeOf(row);
  const example = examples[`${method.toUpperCase()} ${path}`];
  return {
    method,
    path,
    operationId: operationId(row),
    tags: [path.split('/')[2] ?? 'api'],
    summary,
    ...(scope ? { description: `A token needs the scope \`${scope}\`.` } : {}),
    ...(right === 'public' ? {} : { security: [{ bearer: [] }] }),
    request: {
      ...(row.params ? { params: row.params as never } : {}),
      ...(row.query ? { query: row.query as never } : {}),
      ...(row.body
        ? { body: { required: true, content: { 'application/json': { schema: row.body, example: example?.body } } } }
        : {}),
    },
    responses: {
      [row.status ?? 200]: {
        description: summary,
        content: { 'application/json': { schema: row.reply, example: example?.reply } },
      },
      ...(right === 'public' && method === 'get'
        ? { 304: { description: 'Nothing changed since the answer whose ETag came as If-None-Match.' } }
        : {}),
      ...(row.body ? { 400: problemReply('The body is no JSON.') } : {}),
      ...(right === 'public'
        ? {}
        : { 401: problemReply('No valid token or session.'), 403: problemReply('The role or the scope is missing.') }),
      ...(row.params ? { 404: problemReply('There is no such thing.') } : {}),
      ...(row.params || row.query || row.body ? { 422: problemReply('What was sent is not as described.') } : {}),
      default: problemReply('Anything else that stands in the way.'),
    },
  };
}

/** "getVendorsBySlugPrompt": the same as long as method and path are, and no other's. */
function operationId({ method, path }: Described): string {
  const words = path
    .replace('/api/', '')
    .replace(/\{(\w+)\}/g, 'by-$1')
    .split(/[/-]/);
  return method + words.map((word) => word.replace(/^./, (first) => first.toUpperCase())).join('');
}
