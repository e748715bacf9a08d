import { z } from 'zod';
import { listSchedules } from '../../actions/list-schedules.ts';
import { removeSchedule, setSchedule } from '../../actions/set-schedule.ts';
import { startDue } from '../../actions/start-due.ts';
import { ReadingStreak, Schedule } from '../../domain/schedule.ts';
import { type ApiRoute, route } from './route.ts';

/** What can be set of a schedule; `off` as the cadence takes it away. */
const ScheduleBody = z.strictObject({
  cadence: z.string().max(100).optional(),
  timeZone: z.string().max(64).optional(),
  paused: z.boolean().optional(),
});

const Scheduled = z.object({
  slug: z.string(),
  name: z.string(),
  schedule: Schedule,
  words: z.string(),
  dueAt: z.string().nullable(),
  streak: ReadingStreak.nullable(),
  upcoming: z.array(z.string()),
});

const SetReply = z.object({ schedule: Schedule.nullable() });

export const scheduleRoutes: readonly ApiRoute[] = [
  route({
    method: 'get',
    path: '/api/schedules',
    right: 'read',
    summary:
      'Which products are read again when, the next first, with the due times of four weeks (of several on one day the first)',
    reply: z.object({ items: z.array(Scheduled) }),
    handle: async (_asked, { office }) => ({
      items: (await listSchedules(office)).map(({ vendor, ...rest }) => ({
        slug: vendor.slug,
        name: vendor.name,
        ...rest,
      })),
    }),
  }),
  route({
    method: 'put',
    path: '/api/vendors/{slug}/schedule',
    right: 'enqueue',
    summary: 'Sets when a product is read again; the cadence "off" takes its own schedule away',
    params: z.object({ slug: z.string() }),
    body: ScheduleBody,
    reply: SetReply,
    handle: async ({ params, body, person }, { office }) => {
      const target = `vendor:${params.slug}` as const;
      if (body.cadence === 'off') {
        await removeSchedule(office, target, person);
        return { schedule: null };
      }
      return { schedule: await setSchedule(office, { target, ...body }, person) };
    },
  }),
  route({
    method: 'put',
    path: '/api/schedules/{rule}',
    right: 'enqueue',
    summary: 'Sets when every product of a layer (L1 to L7), or all without a nearer schedule, are read again',
    params: z.object({ rule: z.enum(['L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'all']) }),
    body: ScheduleBody,
    reply: SetReply,
    handle: async ({ params: { rule }, body, person }, { office }) => {
      const target = rule === 'all' ? rule : (`layer:${rule}` as const);
      if (body.cadence === 'off') {
        await removeSchedule(office, target, person);
        return { schedule: null };
      }
      return { schedule: await setSchedule(office, { target, ...body }, person) };
    },
  }),
  route({
    method: 'post',
    path: '/api/schedules/due',
    right: 'enqueue',
    summary: 'Starts every product that is due now',
    reply: z.object({ started: z.array(z.object({ slug: z.string(), runId: z.string() })) }),
    status: 202,
    handle: async (_asked, { office }) => ({ started: await startDue(office) }),
  }),
];
