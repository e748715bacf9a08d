import type { Context, Hono } from 'hono';
import { allow } from '../../../actions/allow.ts';
import { listSchedules, type VendorSchedule } from '../../../actions/list-schedules.ts';
import { previewSchedule } from '../../../actions/preview-schedule.ts';
import { removeSchedule, setSchedule } from '../../../actions/set-schedule.ts';
import { startDue } from '../../../actions/start-due.ts';
import { startRun } from '../../../actions/start-run.ts';
import type { Person } from '../../../domain/person.ts';
import { presets, type Schedule, type ScheduleTarget } from '../../../domain/schedule.ts';
import type { Vendor } from '../../../domain/vendor.ts';
import { Refused } from '../../../errors.ts';
import type { Office } from '../../../ports.ts';
import type { WebParts, WebVariables } from '../../parts.ts';
import { frameOf, page } from '../../render.ts';
import { fieldsOf, signedIn } from '../asked.ts';
import { chosenCadence } from './chosen-cadence.ts';
import type { ScheduleFields } from './schedule-form.tsx';
import { SchedulePage, type Unread } from './schedule-page.tsx';
import { SchedulePreviewPage } from './schedule-preview-page.tsx';
import { targetNamed } from './target-words.ts';

type Asked = Context<{ Variables: WebVariables }>;

/** So many readings in a row that failed are told on top: one or two are a site that was down. */
const failuresTold = 3;
/** Products offered in the form; beyond, a rule or the command line is the way. */
const mostOffered = 500;

/** When products are read again: the screen, and what is set on it. */
export function addSchedulePages(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  const { office } = parts;

  app.get('/schedule', async (c) => {
    allow(signedIn(c), 'read');
    const items = await listSchedules(office);
    const schedules = await office.store.schedules.all();
    const rules = schedules.filter(({ target }) => !target.startsWith('vendor:'));
    return page(
      c,
      <SchedulePage
        frame={frameOf(c, parts)}
        stack={office.rubric.stack}
        items={items}
        rules={rules.map((rule) => ({ ...rule, words: office.calendar.words(rule.cadence) }))}
        vendors={await offered(office)}
        unread={await unreadOf(office, items)}
        fields={fieldsFor(c.req.query('for'), schedules)}
        now={office.clock.now()}
      />,
    );
  });

  app.get('/schedule/set', async (c) => {
    const person = scheduler(c);
    const { target = '', rhythm = '', own = '', timeZone = '' } = c.req.query();
    const fields: ScheduleFields = { target, rhythm, own, timeZone };
    const shown = {
      frame: frameOf(c, parts),
      stack: office.rubric.stack,
      vendors: await offered(office),
      fields,
      now: office.clock.now(),
    };
    try {
      const request = {
        target: knownTarget(target),
        cadence: chosenCadence(fields),
        timeZone: timeZone.trim() || 'UTC',
      };
      const preview = await previewSchedule(office, request, person);
      return page(c, <SchedulePreviewPage {...shown} preview={preview} />);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return page(c, <SchedulePreviewPage {...shown} preview={error} />, error.status);
    }
  });

  app.post('/schedule', async (c) => {
    const person = scheduler(c);
    const { target, cadence = '', timeZone } = await fieldsOf(c);
    await setSchedule(office, { target: knownTarget(target), cadence, timeZone }, person);
    return c.redirect('/schedule', 303);
  });

  app.post('/schedule/pause', async (c) => {
    const person = scheduler(c);
    const { target, cadence, timeZone, paused } = await fieldsOf(c);
    const request = { target: knownTarget(target), cadence, timeZone, paused: paused !== 'no' };
    await setSchedule(office, request, person);
    return c.redirect('/schedule', 303);
  });

  app.post('/schedule/remove', async (c) => {
    const person = scheduler(c);
    const { target } = await fieldsOf(c);
    await removeSchedule(office, knownTarget(target), person);
    return c.redirect('/schedule', 303);
  });

  app.post('/schedule/run', async (c) => {
    const person = scheduler(c);
    const { slug = '' } = await fieldsOf(c);
    const { run } = await startRun(office, { slug, cause: 'manual', again: false, offline: false }, person);
    return c.redirect(`/runs/${run.id}`, 303);
  });

  app.post('/schedule/due', async (c) => {
    scheduler(c);
    await startDue(office);
    return c.redirect('/runs', 303);
  });
}

/** Whoever asks, where they may set schedules: before anything that they sent is read. */
function scheduler(c: Asked): Person {
  const person = signedIn(c);
  allow(person, 'enqueue');
  return person;
}

async function offered({ store }: Office): Promise<readonly Vendor[]> {
  const { items } = await store.vendors.list({ limit: mostOffered, archived: false });
  return items.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Products that could not be read again and again, each with what its last try ran into. */
async function unreadOf({ store }: Pick<Office, 'store'>, items: readonly VendorSchedule[]): Promise<Unread[]> {
  const failing = items.filter(({ streak }) => streak !== null && streak.failed >= failuresTold);
  const told = failing.map(async ({ vendor: { slug, name }, streak }): Promise<Unread[]> => {
    const [last] = (await store.runs.list({ limit: 1, slug })).items;
    if (!last || !streak?.since) return [];
    const published = await store.publications.latest(slug);
    const version = published && !published.withdrawn ? published.version : null;
    const reason = last.failure?.reason ?? '';
    return [{ slug, name, times: streak.failed, since: streak.since, reason, runId: last.runId, version }];
  });
  return (await Promise.all(told)).flat();
}

/** The form as it stands for a target: its own schedule where it has one. */
function fieldsFor(wanted: string | undefined, schedules: readonly Schedule[]): ScheduleFields {
  const target = targetNamed(wanted) ?? 'all';
  const own = schedules.find((schedule) => schedule.target === target);
  const cadence = own?.cadence ?? 'monthly';
  const isPreset = presets.some((preset) => preset === cadence);
  return {
    target,
    rhythm: isPreset ? cadence : 'other',
    own: isPreset ? '' : cadence,
    timeZone: own?.timeZone ?? 'UTC',
  };
}

function knownTarget(text: string | undefined): ScheduleTarget {
  const target = targetNamed(text);
  if (target) return target;
  throw new Refused({
    status: 422,
    code: 'no-target',
    message: 'It is not said what is read again.',
    advice: 'Choose a product, a layer, or everything.',
  });
}
