import type { Child } from 'hono/jsx';
import { may } from '../../domain/person.ts';
import { type Frame, Layout } from '../public/layout.tsx';
import { copyScript } from './copy-script.ts';

interface SettingsFrameProps {
  frame: Frame;
  here: '/settings' | '/settings/people' | '/settings/webhooks' | '/settings/server';
  title: string;
  children: Child;
}

const forAdmins = [
  ['/settings/people', 'People'],
  ['/settings/webhooks', 'Webhooks'],
  ['/settings/server', 'This server'],
] as const;

/** What the pages of the settings share: the title and, for administrators, the way between them. */
export function SettingsFrame({ frame, here, title, children }: SettingsFrameProps) {
  const admin = frame.person !== null && may(frame.person, 'administer');
  const entries = [['/settings', 'Your account'] as const, ...(admin ? forAdmins : [])];
  return (
    <Layout frame={frame} title={title} here="/settings" script={copyScript.path}>
      <div class="settings">
        <h1>Settings</h1>
        {entries.length > 1 ? (
          <nav class="tabs" aria-label="Settings">
            {entries.map(([path, name]) => (
              <a href={path} aria-current={path === here ? 'page' : undefined}>
                {name}
              </a>
            ))}
          </nav>
        ) : null}
        {children}
      </div>
    </Layout>
  );
}

/** What was wrong with a form, beside that form. */
export interface FormProblem {
  /** Which form of the page. */
  form: string;
  message: string;
  advice: string;
}

/** Shows the problem where it is this form's. */
export function ProblemOf({ form, problem }: { form: string; problem: FormProblem | null }) {
  if (problem?.form !== form) return null;
  return (
    <div class="problem" role="alert">
      <p>
        <strong>{problem.message}</strong> {problem.advice}
      </p>
    </div>
  );
}

/** A secret that is shown this once, with what to do with it. */
export function ShownOnce({ title, secret, children }: { title: string; secret: string; children: Child }) {
  return (
    <div class="notice" role="status">
      <p>
        <strong>{title}</strong>
      </p>
      <p class="to-copy">
        <code class="once" id="once">
          {secret}
        </code>
        <button type="button" class="quiet small" data-copy="once" hidden>
          Copy
        </button>
        <span class="soft" role="status" data-copied />
      </p>
      <p>{children}</p>
    </div>
  );
}
