/** Small words that tell nothing about a sentence's subject. */
export const stopWords: ReadonlySet<string> = new Set(
  `a about after all also an and any are as at be been before being between both but by can could did do does each either for from had has
  have having he her here how i if in into is it its itself may might more most must no nor not of on once one only or other our out over own
  per same shall she should since so some such than that the their them then there these they this those through to too under until up upon
  us use used uses using very via was we were what when where whether which while who whose why will with within would you your yours`.split(
    /\s+/,
  ),
);
