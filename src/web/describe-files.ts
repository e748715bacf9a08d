import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Env } from 'hono';
import { z } from 'zod';

/** A public file by path, with what it is and its media type. */
const files: readonly (readonly [path: string, summary: string, type: string])[] = [
  ['/vendors/{slug}.md', 'A product’s analysis as Markdown, every statement with its quotes', 'text/markdown'],
  ['/vendors/{slug}.jsonld', 'A product’s analysis in the words of schema.org', 'application/ld+json'],
  ['/badges/{slug}.svg', 'Both totals of a product as a picture', 'image/svg+xml'],
  ['/feed.atom', 'What was published, changed and withdrawn', 'application/atom+xml'],
  ['/vendors/{slug}/feed.atom', 'What was published, changed and withdrawn of a product', 'application/atom+xml'],
  ['/sitemap.xml', 'Every public page, or where the parts of that list are', 'application/xml'],
  ['/llms.txt', 'What is published, for language models', 'text/plain'],
  ['/robots.txt', 'What crawlers are asked', 'text/plain'],
  ['/schemas/analysis.json', 'JSON Schema of an analysis', 'application/schema+json'],
  ['/schemas/publication.json', 'JSON Schema of a publication', 'application/schema+json'],
];

const dated: ReadonlySet<string> = new Set(['/vendors/{slug}.md', '/vendors/{slug}.jsonld', '/badges/{slug}.svg']);

/** Adds the public files for programs to the OpenAPI document. */
export function describeFiles(registry: OpenAPIHono<Env>['openAPIRegistry']): void {
  for (const [path, summary, type] of files) {
    const ofProduct = path.includes('{slug}');
    registry.registerPath({
      method: 'get',
      path,
      operationId: `get${path.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, '')}`,
      tags: ['files'],
      summary,
      request: {
        ...(ofProduct ? { params: z.object({ slug: z.string() }) } : {}),
        ...(dated.has(path) ? { query: z.object({ 'as-of': z.string().max(40).optional() }) } : {}),
      },
      responses: {
        200: { description: summary, content: { [type]: { schema: schemaOf(type) } } },
        304: { description: 'Nothing changed since the answer whose ETag came as If-None-Match.' },
        ...(ofProduct
          ? {
              404: { description: 'Nothing of this name was ever published.' },
              410: { description: 'It was withdrawn; the answer says why.' },
            }
          : {}),
      },
    });
  }
}

/** What is JSON is told by its own standard; of the rest only that it is text. */
function schemaOf(type: string): { type: 'object' | 'string'; required?: string[] } {
  if (type === 'application/ld+json') return { type: 'object', required: ['@context', '@type'] };
  if (type === 'application/schema+json') return { type: 'object', required: ['$id', '$schema'] };
  return { type: 'string' };
}
