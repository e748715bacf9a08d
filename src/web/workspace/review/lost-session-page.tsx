import { type Frame, Layout } from '../../public/layout.tsx';

interface LostSessionProps {
  frame: Frame;
  /** Where the form was sent. */
  action: string;
  fields: Readonly<Record<string, string>>;
}

/** Fields that a person fills in by writing; the rest goes along unseen. */
const written = /^(?:text|why|reason|field\..+)$/;

/** For a form that came after the session had ended: all that was typed, ready to be sent again after signing in. */
export function LostSessionPage({ frame, action, fields }: LostSessionProps) {
  return (
    <Layout frame={frame} title="Sign in to go on">
      <div class="stacked">
        <h1>Your session has ended</h1>
        <p>
          Nothing was saved, and nothing is lost: what you typed stands below. <strong>First</strong>{' '}
          <a href="/sign-in" target="_blank" rel="noopener">
            sign in in another tab
          </a>
          , <strong>then</strong> come back to this one and send it again.
        </p>
        <form method="post" action={action}>
          {Object.entries(fields).map(([name, value]) =>
            written.test(name) ? (
              <>
                <label for={`kept-${name}`}>{name.replace(/^field\./, '')}</label>
                <textarea id={`kept-${name}`} name={name} rows={4}>
                  {value}
                </textarea>
              </>
            ) : (
              <input type="hidden" name={name} value={value} />
            ),
          )}
          <button type="submit">Send again</button>
        </form>
      </div>
    </Layout>
  );
}
