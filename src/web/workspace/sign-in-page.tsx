import { type Frame, Layout } from '../public/layout.tsx';

/**
 * A link opened by a person (or by a mail program that looks ahead) changes nothing: the button does, so a one-time link
 * is not used up by a preview.
 */
export function SignInPage({ frame, link, first }: { frame: Frame; link: string | null; first: boolean }) {
  return (
    <Layout frame={frame} title="Sign in">
      <div class="empty">
        <h1>Sign in</h1>
        {link ? (
          <form method="post" action="/sign-in" class="stacked">
            <input type="hidden" name="link" value={link} />
            <p>This link works once.</p>
            {first ? (
              <>
                <label for="email">Your e-mail address</label>
                <p class="soft">
                  Readers see who approved an analysis. Left empty, you act under the name of this machine’s user, such
                  as root@machine.local.
                </p>
                <input id="email" name="email" type="email" autocomplete="email" />
              </>
            ) : null}
            <button type="submit">Sign in with this link</button>
          </form>
        ) : (
          <p>
            Open the one-time link that <code>assay start</code> printed, or make a new one on the machine that runs
            Assay: <code>npx assay login-link you@example.com</code>
          </p>
        )}
      </div>
    </Layout>
  );
}
