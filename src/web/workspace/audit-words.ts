/** What was done, in words; an action that is not here is shown by its name. */
const words: Readonly<Record<string, string>> = {
  'account.added': 'account added',
  'account.activated': 'account opened again',
  'account.deactivated': 'account closed',
  'account.link-made': 'sign-in link made',
  'account.link-used': 'signed in by link',
  'account.session-made': 'session begun',
  'account.session-ended': 'session ended',
  'account.token-made': 'token made',
  'account.token-ended': 'token ended',
  'account.password-set': 'password set',
  'account.renamed': 'name changed',
  'account.role-changed': 'role changed',
  'account.other-sessions-ended': 'other sessions ended',
  'account.sign-in-slowed': 'sign-in slowed after wrong passwords',
  'draft.made': 'draft made',
  'draft.revised': 'draft edited',
  'draft.looked-at': 'part of a draft looked at',
  'draft.remarked': 'change asked for',
  'draft.claimed': 'draft claimed',
  'draft.assigned': 'draft given to somebody',
  'draft.released': 'draft released',
  'draft.approved': 'draft approved',
  'draft.returned': 'draft returned',
  'draft.rejected': 'draft rejected',
  'draft.superseded': 'draft replaced by a newer one',
  'publication.published': 'published',
  'publication.passed-over': 'not published: a later approval is public',
  'publication.withdrawn': 'publication withdrawn',
  'run.started': 'run started',
  'run.drafted': 'run ended with a draft',
  'run.unchanged': 'run ended: nothing changed',
  'run.failed': 'run failed',
  'run.cancelled': 'run cancelled',
  'run.retried': 'run tried again',
  'vendor.added': 'product added',
  'vendor.edited': 'product edited',
};

/** The words for an action of the audit log. */
export function actionWords(action: string): string {
  return words[action] ?? action;
}
