/** Said at the end of a reading that found the documentation as it was for the latest draft, which may wait for review. */
export const asDrafted = 'The documentation says what it said when the latest draft was made.';
