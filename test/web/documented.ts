import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

export interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

interface Operation {
  operationId: string;
  responses: Record<string, { content?: Record<string, { schema?: object; example?: unknown }> }>;
  requestBody?: { content: Record<string, { schema: object; example?: unknown }> };
}

/** What holds answers against an OpenAPI document. */
export interface Documented {
  /** What is wrong with an answer by the document; null where nothing is. */
  faultOf(method: string, path: string, reply: Response): Promise<string | null>;
  /** What is wrong with the examples of the document. */
  exampleFaults(): string[];
  /** Operations of which a good answer was held against its schema. */
  readonly seen: ReadonlySet<string>;
}

export function documentedBy(document: OpenApi): Documented {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  formats.default(ajv);
  ajv.addSchema(document, 'openapi');
  const seen = new Set<string>();
  const templates = Object.keys(document.paths).map((path) => ({
    path,
    pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
  }));
  const check = (place: readonly string[], value: unknown): string | null => {
    const pointer = place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
    const validate = ajv.compile({ $ref: `openapi#/${pointer.join('/')}` });
    return validate(value) ? null : ajv.errorsText(validate.errors);
  };
  return {
    seen,
    async faultOf(method, address, reply) {
      const asked = address.split('?')[0] ?? address;
      // A path without parameters is nearer than one with them.
      const found = templates
        .filter(({ path, pattern }) => pattern.test(asked) && document.paths[path]?.[method.toLowerCase()])
        .sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0]?.path;
      if (found === undefined) return `${method} ${asked} is not in the document`;
      const name = `${method} ${found}`;
      const responses = document.paths[found]?.[method.toLowerCase()]?.responses ?? {};
      const status = String(reply.status) in responses ? String(reply.status) : 'default';
      const content = responses[status]?.content;
      if (!responses[status]) return `${name}: ${reply.status} is not in the document`;
      const type = (reply.headers.get('content-type') ?? '').replace(/;.*/, '');
      const text = await reply.clone().text();
      if (!content) return text === '' ? null : `${name}: ${reply.status} has a body that is not in the document`;
      if (!content[type]?.schema) return `${name}: ${reply.status} as ${type} has no schema`;
      const place = ['paths', found, method.toLowerCase(), 'responses', status, 'content', type, 'schema'];
      const fault = check(place, /json/.test(type) ? JSON.parse(text) : text);
      if (fault) return `${name}: ${reply.status}: ${fault}`;
      if (reply.ok) seen.add(name);
      return null;
    },
    exampleFaults: () =>
      Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.entries(methods).flatMap(([method, { requestBody, responses }]) => {
          const bodies = [
            { place: ['requestBody'], content: requestBody?.content },
            ...Object.entries(responses).map(([status, { content }]) => ({ place: ['responses', status], content })),
          ];
          return bodies.flatMap(({ place, content = {} }) =>
            Object.entries(content).flatMap(([type, { example }]) => {
              if (example === undefined) return [];
              const fault = check(['paths', path, method, ...place, 'content', type, 'schema'], example);
              return fault ? [`${method} ${path} ${place.join(' ')}: ${fault}`] : [];
            }),
          );
        }),
      ),
  };
}
