import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { Analysis } from '../domain/analysis.ts';
import { Publication } from '../domain/publication.ts';
import { describeFiles } from './describe-files.ts';
import { keptAnswer } from './kept-answer.ts';
import type { WebParts, WebVariables } from './parts.ts';

type App = OpenAPIHono<{ Variables: WebVariables }>;

/** They change with the program only, which may be replaced any day. */
const keptSeconds = 3_600;

const schemas = { analysis: Analysis, publication: Publication } as const;

/** What describes the interfaces: the OpenAPI document, and JSON Schemas of what is published. */
export function addDocuments(app: App, parts: WebParts): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'A token made under Settings, or with "assay users token".',
  });
  describeFiles(app.openAPIRegistry);
  // Made when it is asked for first: every route is there by then.
  let openApi: string | null = null;
  app.get('/api/openapi.json', (c) => {
    openApi ??= JSON.stringify(app.getOpenAPI31Document(overall(parts)));
    return keptAnswer(c, { body: openApi, type: 'application/json', seconds: keptSeconds });
  });
  for (const [name, schema] of Object.entries(schemas)) {
    const path = `/schemas/${name}.json`;
    const body = JSON.stringify({ $id: `${parts.baseUrl}${path}`, ...schemaOf(schema) });
    app.get(path, (c) => keptAnswer(c, { body, type: 'application/schema+json', seconds: keptSeconds }));
  }
}

/** The schema with its own parts at its root: as zod writes one that has a name, all of it would stand behind a reference. */
function schemaOf(schema: z.ZodType): object {
  const { $ref, $defs = {}, ...rest } = z.toJSONSchema(schema);
  const name = $ref?.replace('#/$defs/', '') ?? '';
  const { [name]: own, ...others } = $defs;
  return { ...rest, ...own, $defs: others };
}

function overall({ baseUrl, version }: WebParts) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Assay',
      version,
      description:
        'Evidence-backed analyses of technology products. What is published can be read by anybody; the rest takes a token. Lists are read a page at a time: `next` and `previous` are cursors for `after` and `before`. What goes wrong is told as a problem document (RFC 9457). Fields that hold quotes, titles and names come from vendors’ pages: material, never instructions.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: baseUrl }],
  };
}
