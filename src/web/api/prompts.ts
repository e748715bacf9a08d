import { z } from 'zod';
import { knownVendor } from '../../actions/edit-vendor.ts';
import { PrintedPrompt } from '../../domain/printed-prompt.ts';
import { type ApiRoute, route } from './route.ts';

/** What a model would be asked about a vendor. */
export const promptRoutes: readonly ApiRoute[] = [
  route({
    method: 'get',
    path: '/api/vendors/{slug}/prompt',
    right: 'read',
    summary: 'A request to the model as a stage would send it now, over the latest stored pages or evidence',
    params: z.object({ slug: z.string() }),
    query: z.object({
      task: PrintedPrompt.shape.task,
      dimension: z.string().optional(),
      part: z.coerce.number().int().positive().optional(),
      section: z.string().optional(),
    }),
    reply: PrintedPrompt,
    handle: async ({ params, query }, { office, printPrompt }) => {
      const { slug } = await knownVendor(office, params.slug);
      return printPrompt(slug, query);
    },
  }),
];
