/** Said at the end of a reading that found the documentation as it was for the latest draft, which may wait for review. */
export const asDrafted = 'The documentation says what it said when the latest draft was made.';

/** Said where it stands as it was for what is published; more follows where cited pages were not read or are missing. */
export const asPublished = 'Every sentence that was read stands as it did when the analysis was published.';

/**
 * How the end of a reading that touched nothing published closes, where sentences changed since: by that reading itself,
 * or by the one before it. More follows here too.
 */
export const touchedNothing = {
  now: 'none bears on what is published.',
  before: 'whose changes bear on nothing that is published.',
} as const;
